import type { Book, BookTexts } from '../../export/book.ts'
import { findBook } from '../../export/find-book.ts'
import { type PdfOptions, readPdfOptions, USUAL } from '../../export/pdf/pdf-options.ts'
import { NoPdf } from '../../export/pdf/refusals.ts'
import type { Typesetter } from '../../export/pdf/typesetter.ts'
import { picturesOf } from '../../export/pictures.ts'
import { refuseUnlessGiven } from '../../works/take-along.ts'
import { findWork } from '../../works/find-work.ts'
import { addressKey } from '../../people/limits.ts'
import { idParam } from '../forms.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page } from '../respond.ts'
import { closedGate } from '../works/gate-page.ts'
import { answerNoBook, epubOf, type Instead } from './no-book-page.ts'
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
    refuseUnlessGiven(work)
    return closedGate(c, work) ?? page(c, pdfChoicesPage(c.get('chrome'), { work, options: optionsIn(c) }))
  })

  app.get(paths.bookPdf.pattern, async (c) => {
    const found = await findBook(db, c.get('viewer'), idParam(c, 'work'), pressOf(c, parts), now())
    const closed = closedGate(c, found.work)
    if (closed) return closed
    const { book, texts, work } = found
    const onSent = () => noteDownload(c, db, work)
    return await sendPdf(c, parts, typesetter, { book, texts, onSent, instead: epubOf(work.id) })
  })
}

export interface PdfOf {
  book: Book
  texts: BookTexts
  onSent: () => void
  /** Where the book cannot be printed. */
  instead: Instead
}

export async function sendPdf(c: C, { db, log }: Parts, typesetter: Typesetter, of: PdfOf): Promise<Response> {
  const { signal } = c.req.raw
  const options = optionsIn(c)
  const { book, texts, onSent } = of
  const remark = c.get('t')('pdf.missingSigns', { signs: '{signs}' })
  const order = { asker: addressKey(c.get('address')), book, texts, pictures: picturesOf(db), options, remark }
  const version = `${book.version}-${Object.values(options).join('-')}`
  const file = { ...book, version, mime: 'application/pdf', ending: 'pdf', onSent }
  try {
    return await sendWhole(c, file, () => typesetter.typeset(order, signal))
  } catch (error) {
    const isRefusal = error instanceof NoPdf
    if (!isRefusal && !signal.aborted) log.error({ requestId: c.get('requestId'), err: error }, 'a PDF was not made')
    return answerNoBook(c, isRefusal ? error.why : { kind: 'failed' }, of.instead)
  }
}

/** What the address says; what it does not say is as this reader has texts set on the pages. */
function optionsIn(c: C): PdfOptions {
  const look = c.get('chrome').look
  const usual = readPdfOptions((name) => (name === 'face' ? look.face : USUAL[name]))
  return readPdfOptions((name) => c.req.query(name) ?? usual[name])
}
