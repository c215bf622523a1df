// What a reader may choose about a PDF. The words are those of addresses.

export const LAYOUTS = ['print', 'print-large', 'tablet'] as const
export const FACES = ['literata', 'source-sans', 'atkinson', 'opendyslexic'] as const
export const SIZES = ['small', 'medium', 'large', 'huge'] as const

export interface PdfOptions {
  layout: (typeof LAYOUTS)[number]
  face: (typeof FACES)[number]
  size: (typeof SIZES)[number]
}

export const USUAL: PdfOptions = { layout: 'print', face: 'literata', size: 'medium' }

/** Whatever is not understood is as usual. */
export function readPdfOptions(value: (name: keyof PdfOptions) => string | null | undefined): PdfOptions {
  return {
    layout: LAYOUTS.find((each) => each === value('layout')) ?? USUAL.layout,
    face: FACES.find((each) => each === value('face')) ?? USUAL.face,
    size: SIZES.find((each) => each === value('size')) ?? USUAL.size,
  }
}
