import { FORMATS } from '../books/formats.ts'

/** What several works can be had as. */
export const BUNDLE_FORMATS = ['epub', 'html', 'pdf', 'zip'] as const
export const ONE_BOOK_LABELS = { epub: 'books.epub', html: 'books.html', pdf: 'pdf.link' } as const
export type BundleFormat = (typeof BUNDLE_FORMATS)[number]

/** What the books in a ZIP file can be; those that are made while they are sent. */
export const ZIP_FORMATS = FORMATS

/** Reading programs open books of this length still. */
export const MOST_WORDS_AS_ONE = 3_000_000
