import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'
import { FORMATS } from './formats.ts'

/** Everything that a work can be had as, behind one word. */
export function downloadLinks({ t, makes }: Chrome, { id, language }: { id: number; language: string }): Html {
  const place = { work: id }
  return html`<details class="downloads">
    <summary>${t('books.download')}</summary>
    <ul>
      ${FORMATS.map(
        ({ path, label }) => html`<li>${link(path(place), t(label))}</li>
        ${path === paths.bookEpub && isSetUpright(language) && html`<li>${link(path(place, { vertical: 1 }), t('books.epubVertical'))}</li>`}`,
      )}
      ${makes.pdf && html`<li><a href="${paths.bookPdf(place)}" rel="nofollow">${t('pdf.link')}</a></li>`}
      ${makes.pdf && html`<li><a href="${paths.pdfChoices(place)}" rel="nofollow">${t('pdf.choicesLink')}</a></li>`}
      ${makes.azw3 && html`<li><a href="${paths.bookAzw3(place)}" rel="nofollow">${t('azw3.link')}</a></li>`}
    </ul>
  </details>`
}

/** Only to what is surely a file: browsers save whatever is answered. */
function link(address: string, words: string): Html {
  return html`<a href="${address}" rel="nofollow" download>${words}</a>`
}

/** Whether books in it are printed in columns, too. */
function isSetUpright(language: string): boolean {
  return /^(?:ja|zh-Hant|zh-(?:TW|HK|MO))(?:-|$)/i.test(language)
}
