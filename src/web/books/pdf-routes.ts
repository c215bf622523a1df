import { type FoundBook, findBook } from '../../export/find-book.ts'
import { type PdfOptions, readPdfOptions, USUAL } from '../../export/pdf/pdf-options.ts'
import { NoPdf } from '../../export/pdf/refusals.ts'
import type { Typesetter } from '../../export/pdf/typesetter.ts'
import { picturesOf } from '../../export/pictures.ts'
import { findWork } from '../../works/find-work.ts'
import { idParam } from '../forms.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page } from '../respond.ts'
import { closedGate } from '../works/gate-page.ts'
import { answerNoBook } from './no-book-page.ts'
import { noteDownload } from './note-download.ts'
import { pdfChoicesPage } from './pdf-choices-page.ts'
import { pressOf } from './press-of.ts'
import { sendWhole } from './send-file.ts'

/** Where no PDFs are made, their addresses are not there. */
export function pdfRoutes(app: App, parts: Parts): void {
  const { db, now, typesetter } = parts
  if (typesetter === null) return

  app.get(paths.pdfChoices.pattern, async (c) => {
    const work = await findWork(db, c.get('viewer'), idParam(c, 'work'))
    return closedGate(c, work) ?? page(c, pdfChoicesPage(c.get('chrome'), { work, options: optionsIn(c) }))
  })

  app.get(paths.bookPdf.pattern, async (c) => {
    const found = await findBook(db, c.get('viewer'), idParam(c, 'work'), pressOf(c, parts), now())
    return closedGate(c, found.work) ?? (await sendPdf(c, found, parts, typesetter))
  })
}

async function sendPdf(c: C, found: FoundBook, { db, log }: Parts, typesetter: Typesetter): Promise<Response> {
  const { signal } = c.req.raw
  const options = optionsIn(c)
  const { book } = found
  const version = `${book.version}-${Object.values(options).join('-')}`
  const order = {
    ...found,
    pictures: picturesOf(db),
    options,
    remark: c.get('t')('pdf.missingSigns', { signs: '{signs}' }),
  }
  const file = {
    ...book,
    version,
    mime: 'application/pdf',
    ending: 'pdf',
    onSent: () => noteDownload(c, db, found.work),
  }
  try {
    return await sendWhole(c, file, () => typesetter.typeset(order, signal))
  } catch (error) {
    const isRefusal = error instanceof NoPdf
    if (!isRefusal && !signal.aborted) log.error({ requestId: c.get('requestId'), err: error }, 'a PDF was not made')
    return answerNoBook(c, isRefusal ? error.why : { kind: 'failed' }, found.work.id)
  }
}

/** What the address says; what it does not say is as this reader has texts set on the pages. */
function optionsIn(c: C): PdfOptions {
  const look = c.get('chrome').look
  const usual = readPdfOptions((name) => (name === 'face' ? look.face : USUAL[name]))
  return readPdfOptions((name) => c.req.query(name) ?? usual[name])
}
