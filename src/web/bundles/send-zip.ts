import { Refusal } from '../../errors.ts'
import { findBook } from '../../export/find-book.ts'
import { picturesOf } from '../../export/pictures.ts'
import { type BookInZip, zipOfBooks } from '../../export/zip/zip-of-books.ts'
import { gateBefore } from '../../works/gates.ts'
import { fileName } from '../books/file-name.ts'
import type { BookFormat } from '../books/formats.ts'
import { pressOf } from '../books/press-of.ts'
import { sendFile } from '../books/send-file.ts'
import type { Parts } from '../parts.ts'
import type { C } from '../respond.ts'
import { ZIP_FORMATS } from './formats.ts'
import { beginMaking, counted, followed } from './making.ts'
import type { Plan } from './plan.ts'

export interface Zipped {
  title: string
  plan: Plan
  onSent: () => void
}

/** A book for each work, numbered as in the list. */
export function sendZip(c: C, parts: Parts, { title, plan, onSent }: Zipped): Response {
  const format = ZIP_FORMATS.find(({ ending }) => ending === c.req.query('of')) ?? ZIP_FORMATS[0]!
  const modifiedAt = Math.max(...plan.works.map((work) => Math.max(work.updatedAt, work.changedAt)))
  const version = `${plan.version}-${format.ending}`
  const file = { title, creators: [], modifiedAt, version, mime: 'application/zip', ending: 'zip' }
  const onTrouble = (err: unknown) => parts.log.error({ requestId: c.get('requestId'), err }, 'a bundle broke off')
  return sendFile(c, {
    ...file,
    onSent,
    onTrouble,
    make: () => {
      const making = beginMaking(c.req.query('making'), 'works', plan.works.length)
      return followed(making, zipOfBooks(counted(making, booksOf(c, parts, plan, format)), modifiedAt))
    },
  })
}

async function* booksOf(c: C, parts: Parts, plan: Plan, format: BookFormat): AsyncGenerator<BookInZip> {
  const { db, now } = parts
  const viewer = c.get('viewer')
  const press = pressOf(c, parts)
  const digits = String(plan.works.length).length
  for (const [index, { id }] of plan.works.entries()) {
    const found = await findBook(db, viewer, id, press, now()).catch((error: unknown) => ifGone(error))
    if (!found || gateBefore(found.work.gates, viewer, found.work.isCreator) !== null) continue
    const { book, texts } = found
    const number = String(index + 1).padStart(digits, '0')
    const name = `${number} ${fileName({ ...book, ending: format.ending })}`
    yield { name, make: () => format.make(book, texts, picturesOf(db), { vertical: false, width: null }) }
  }
}

/** Deleted, closed or kept back since the list was made: the others are still to be had. */
function ifGone(error: unknown): null {
  if (error instanceof Refusal && (error.code === 'not_found' || error.code === 'not_allowed')) return null
  throw error
}
