// What passes between the archive and the process that typesets. In: a `Start`, texts and pictures, then the end.
// Out: the bytes of the PDF on its standard output, and before them one `Outcome`.
import type { Book, BookText } from '../book.ts'
import type { MissingScript } from './missing-signs.ts'
import type { PdfOptions } from './pdf-options.ts'

export interface Start {
  book: Book
  options: PdfOptions
  /** Where typefaces are looked for beside our own. */
  fontFolders: readonly string[]
  /** "These signs are in no typeface here: {signs}". */
  remark: string
  /** Of all memory that the process takes. */
  maxBytes: number
}

export type Sent =
  | { kind: 'start'; start: Start }
  | { kind: 'text'; text: BookText }
  | { kind: 'picture'; address: string; bytes: Uint8Array }
  | { kind: 'end' }

export type Outcome =
  | { kind: 'done' }
  | { kind: 'no_typeface'; scripts: readonly MissingScript[] }
  | { kind: 'failed'; reason: string }
