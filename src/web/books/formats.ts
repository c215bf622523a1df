import type { Book, BookTexts } from '../../export/book.ts'
import { makeEpub } from '../../export/epub/make-epub.ts'
import { makeHtml } from '../../export/html/make-html.ts'
import { makeMarkdown } from '../../export/markdown/make-markdown.ts'
import type { BookPictures } from '../../export/pictures.ts'
import { makeText } from '../../export/text/make-text.ts'
import type { MessageKey } from '../messages/messages.ts'
import type { Path } from '../path.ts'
import { paths } from '../paths.ts'

/** What readers may choose about a book in the address that they ask for it at. */
export interface Look {
  /** In columns from right to left, as Japanese is printed. */
  vertical: boolean
  /** Of lines of plain text; null: a paragraph is one line. */
  width: number | null
}

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
  {
    path: paths.bookMarkdown,
    label: 'books.markdown',
    mime: 'text/markdown; charset=utf-8',
    ending: 'md',
    make: makeMarkdown,
  },
  {
    path: paths.bookText,
    label: 'books.text',
    mime: 'text/plain; charset=utf-8',
    ending: 'txt',
    make: (book, texts, _, look) => makeText(book, texts, look),
  },
]
