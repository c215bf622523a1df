import { FACES, LAYOUTS, type PdfOptions, SIZES } from '../../export/pdf/pdf-options.ts'
import type { MessageKey } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { selectField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'

export interface PdfChoicesProps {
  work: { id: number; title: string }
  options: PdfOptions
}

const OPTIONS = { layout: LAYOUTS, face: FACES, size: SIZES } as const

/** How a reader would have the PDF: a form that asks for the file itself. */
export function pdfChoicesPage(chrome: Chrome, { work, options }: PdfChoicesProps): Html {
  const { t } = chrome
  const title = t('pdf.choicesTitle', { title: work.title })
  const field = (name: keyof PdfOptions) =>
    selectField({
      name,
      label: t(name === 'face' ? 'look.face' : `pdf.${name}`),
      value: options[name],
      choices: OPTIONS[name].map((value) => ({
        value,
        label: t((name === 'face' ? `look.face.${value}` : `pdf.${name}.${value}`) as MessageKey),
      })),
    })
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      <p>${t('pdf.choicesHint')}</p>
      <form method="get" action="${paths.bookPdf({ work: work.id })}">
        ${field('layout')} ${field('face')} ${field('size')}
        <p class="buttons">
          <button type="submit">${t('pdf.make')}</button>
          <a href="${paths.work({ work: work.id })}">${t('reading.backToWork')}</a>
        </p>
      </form>`,
  )
}
