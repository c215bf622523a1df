import type { Book, BookTexts } from '../../export/book.ts'
import { makeEpub } from '../../export/epub/make-epub.ts'
import type { Look } from '../../export/epub/pages.ts'
import { makeHtml } from '../../export/html/make-html.ts'
import type { BookPictures } from '../../export/pictures.ts'
import type { MessageKey } from '../messages/messages.ts'
import { type Path, paths } from '../paths.ts'

export interface BookFormat {
  path: Path<'work'>
  /** Of the link that leads to it. */
  label: MessageKey
  mime: string
  ending: string
  make: (
    book: Book,
    texts: BookTexts,
    pictures: BookPictures,
    look: Look,
  ) => AsyncIterable<Uint8Array<ArrayBuffer> | string>
}

/** What a work can be had as, in the order of the links. */
export const FORMATS: readonly BookFormat[] = [
  {
    path: paths.bookEpub,
    label: 'books.epub',
    mime: 'application/epub+zip',
    ending: 'epub',
    make: makeEpub,
  },
  { path: paths.bookHtml, label: 'books.html', mime: 'text/html; charset=utf-8', ending: 'html', make: makeHtml },
]
