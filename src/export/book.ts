// What a book is made of, whatever its format. The makers of formats take this and know nothing of works or databases.

/** A work, or several works (a series, a shelf) bound as one. */
export interface Book {
  /** `urn:uuid:…`, the same for as long as the thing lives here, so that reading programs replace their older copy. */
  identifier: string
  /** The absolute address of its page. */
  source: string
  title: string
  /** BCP 47. */
  language: string
  creators: readonly BookCreator[]
  /** The archive's name. */
  publisher: string
  /** Milliseconds; null: never posted (a creator's own draft). */
  publishedAt: number | null
  /** When anything that the book shows was changed last; milliseconds. */
  modifiedAt: number
  /** Names of tags, in the order in which the work page shows them. */
  subjects: readonly string[]
  series: readonly BookSeries[]
  /** One for a work; one for each work of a bundle, in order. */
  parts: readonly BookPart[]
}

export interface BookCreator {
  name: string
  /** The absolute address of their page; null: somebody without one. */
  source: string | null
}

export interface BookSeries {
  title: string
  source: string
  /** From 1. */
  position: number
}

/** One work in a book. All HTML is clean (text/sanitize.ts), with links to this archive made absolute. */
export interface BookPart {
  identifier: string
  source: string
  title: string
  language: string
  creators: readonly BookCreator[]
  summaryHtml: string
  /** What the title page tells: rating, fandoms, characters, words, dates, as label and values in the reader's words. */
  facts: ReadonlyArray<{ label: string; values: readonly string[] }>
  notesHtml: string
  endNotesHtml: string
  chapters: readonly BookChapter[]
}

/** A chapter without its text, which comes apart so that a long book never lies in memory whole. */
export interface BookChapter {
  id: number
  /** As the archive shows it, "Chapter 3" where it has none of its own. */
  title: string
  /** Null: the work's creators. */
  creator: BookCreator | null
  /** When it was posted, milliseconds; null: not yet. */
  postedAt: number | null
}

export interface BookText {
  chapterId: number
  notesHtml: string
  html: string
  endNotesHtml: string
}

/** The texts of all parts' chapters, in order, a few at a time. May be asked for more than once. */
export type BookTexts = () => AsyncIterable<BookText>
