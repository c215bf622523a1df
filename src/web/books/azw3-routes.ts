import { type FoundBook, findBook } from '../../export/find-book.ts'
import { type Calibre, NoConversion } from '../../export/azw3/calibre.ts'
import { makeEpub } from '../../export/epub/make-epub.ts'
import { picturesOf } from '../../export/pictures.ts'
import { addressKey } from '../../people/limits.ts'
import { idParam } from '../forms.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import type { C } from '../respond.ts'
import { closedGate } from '../works/gate-page.ts'
import { answerNoBook, epubOf } from './no-book-page.ts'
import { noteDownload } from './note-download.ts'
import { pressOf } from './press-of.ts'
import { sendWhole } from './send-file.ts'

/** Where Calibre is not installed, the address is not there. */
export function azw3Routes(app: App, parts: Parts): void {
  const { calibre } = parts
  if (calibre === null) return

  app.get(paths.bookAzw3.pattern, async (c) => {
    const found = await findBook(parts.db, c.get('viewer'), idParam(c, 'work'), pressOf(c, parts), parts.now())
    return closedGate(c, found.work) ?? (await sendAzw3(c, found, parts, calibre))
  })
}

async function sendAzw3(
  c: C,
  { work, book, texts }: FoundBook,
  { db, log }: Parts,
  calibre: Calibre,
): Promise<Response> {
  const { signal } = c.req.raw
  const epub = () => makeEpub(book, texts, picturesOf(db), { vertical: false })
  const file = {
    ...book,
    mime: 'application/vnd.amazon.mobi8-ebook',
    ending: 'azw3',
    onSent: () => noteDownload(c, db, work),
  }
  try {
    return await sendWhole(c, file, () => calibre.toAzw3(epub, addressKey(c.get('address')), signal))
  } catch (error) {
    const isRefusal = error instanceof NoConversion
    if (!isRefusal && !signal.aborted) log.error({ requestId: c.get('requestId'), err: error }, 'an AZW3 was not made')
    return answerNoBook(c, { kind: isRefusal ? error.why : 'failed' }, epubOf(work.id))
  }
}
