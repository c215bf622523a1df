import { findBook } from '../../export/find-book.ts'
import { picturesOf } from '../../export/pictures.ts'
import { idParam } from '../forms.ts'
import type { App, Parts } from '../parts.ts'
import { closedGate } from '../works/gate-page.ts'
import { FORMATS } from './formats.ts'
import { pressOf } from './press-of.ts'
import { sendFile } from './send-file.ts'

/** A work to take along. Rights and gates are those of its pages. */
export function bookRoutes(app: App, parts: Parts): void {
  const { db, now } = parts
  for (const { path, mime, ending, make } of FORMATS) {
    app.get(path.pattern, async (c) => {
      const found = await findBook(db, c.get('viewer'), idParam(c, 'work'), pressOf(c, parts), now())
      const closed = closedGate(c, found.work)
      if (closed) return closed
      return sendFile(c, { book: found.book, mime, ending, make: () => make(found.book, found.texts, picturesOf(db)) })
    })
  }
}
