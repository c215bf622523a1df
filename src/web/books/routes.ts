import { findBook } from '../../export/find-book.ts'
import { picturesOf } from '../../export/pictures.ts'
import { idParam } from '../forms.ts'
import type { App, Parts } from '../parts.ts'
import type { C } from '../respond.ts'
import { closedGate } from '../works/gate-page.ts'
import { coverRoute } from './cover-route.ts'
import { FORMATS, type Look } from './formats.ts'
import { noteDownload } from './note-download.ts'
import { pressOf } from './press-of.ts'
import { sendFile } from './send-file.ts'

/** A work to take along. Rights and gates are those of its pages. */
export function bookRoutes(app: App, parts: Parts): void {
  coverRoute(app, parts)
  const { db, now, log } = parts
  for (const { path, mime, ending, make } of FORMATS) {
    app.get(path.pattern, async (c) => {
      const { work, book, texts } = await findBook(db, c.get('viewer'), idParam(c, 'work'), pressOf(c, parts), now())
      const closed = closedGate(c, work)
      if (closed) return closed
      const look = lookOf(c)
      const version = `${book.version}${look.vertical ? '-vertical' : ''}${look.width ?? ''}`
      const file = { title: book.title, creators: book.creators, modifiedAt: book.modifiedAt, version, mime, ending }
      const onSent = () => noteDownload(c, db, work)
      const onTrouble = (err: unknown) => log.error({ requestId: c.get('requestId'), err }, 'a book broke off')
      return sendFile(c, { ...file, onSent, onTrouble, make: () => make(book, texts, picturesOf(db), look) })
    })
  }
}

const [NARROWEST, WIDEST] = [40, 200]

/** `?vertical=1` and `?width=72`; anything else in their place is not heard. */
function lookOf(c: C): Look {
  const width = Number(c.req.query('width'))
  const isWidth = Number.isInteger(width) && width >= NARROWEST && width <= WIDEST
  return { vertical: c.req.query('vertical') === '1', width: isWidth ? width : null }
}
