import type { PdfOptions } from './pdf-options.ts'

export interface Layout {
  /** In points. */
  width: number
  height: number
  /** A Typst dictionary. */
  margin: string
  /** Text about both sides of a sheet: margins and running heads mirror each other. */
  isMirrored: boolean
}

const MM = 72 / 25.4

/** `print` is A5, as two pages of it fit on a sheet of A4; `tablet` is the shape of most reading devices. */
export const SHEETS: Readonly<Record<PdfOptions['layout'], Layout>> = {
  print: {
    width: 148 * MM,
    height: 210 * MM,
    margin: '(inside: 19mm, outside: 15mm, top: 19mm, bottom: 19mm)',
    isMirrored: true,
  },
  'print-large': {
    width: 210 * MM,
    height: 297 * MM,
    margin: '(inside: 38mm, outside: 32mm, top: 30mm, bottom: 32mm)',
    isMirrored: true,
  },
  tablet: { width: 6 * 72, height: 8 * 72, margin: '(x: 13mm, top: 14mm, bottom: 14mm)', isMirrored: false },
}

const SIZES: Readonly<Record<PdfOptions['layout'], Readonly<Record<PdfOptions['size'], number>>>> = {
  print: { small: 9, medium: 10.2, large: 12, huge: 15 },
  'print-large': { small: 10.5, medium: 12, large: 14.5, huge: 18 },
  tablet: { small: 10.5, medium: 12, large: 15, huge: 19 },
}

/** Faces are drawn larger or smaller within their size; OpenDyslexic is the widest by far. */
const SCALE: Readonly<Record<PdfOptions['face'], number>> = {
  literata: 1,
  'source-sans': 1.05,
  atkinson: 1.02,
  opendyslexic: 0.86,
}

export function pointsOf({ layout, size, face }: PdfOptions): number {
  return SIZES[layout][size] * SCALE[face]
}
