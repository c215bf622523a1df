// What a book is made of, whatever its format. The makers of formats take this and know nothing of works or databases.
// All of it is plain values, so that it can be handed to another process.

/** A work, or several works (a series, a shelf) bound as one. */
export interface Book {
  /** `urn:uuid:…`, the same for as long as the thing lives here, so that reading programs replace their older copy. */
  identifier: string
  /** Another one whenever anything that the book shows is another; for ETags. */
  version: string
  /** The absolute address of its page. */
  source: string
  title: string
  /** "by Ada, Bea", in the archive's words. */
  byline: string
  /** BCP 47, `und` where nothing sensible is known. */
  language: string
  creators: readonly BookCreator[]
  /** The archive's name. */
  publisher: string
  /** Milliseconds; null: never posted (a creator's own draft). */
  publishedAt: number | null
  /** When the texts or what is said about them were changed last; milliseconds. */
  modifiedAt: number
  /** Names of tags, in the order in which the work page shows them. */
  subjects: readonly string[]
  /** What its cover takes its colours from: the first fandom, else the title. */
  colourOf: string
  series: readonly BookSeries[]
  labels: BookLabels
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

/** The archive's own words on pages of a book, as they stand. */
export interface BookLabels {
  /** BCP 47, the language of these words. */
  language: string
  cover: string
  titlePage: string
  contents: string
  summary: string
  /** Over what stands behind the last chapter. */
  afterword: string
  notes: string
  endNotes: string
  chapterNotes: string
  chapterEndNotes: string
  /** In place of chapters where there are none. */
  noChapters: string
  /** In place of names where there are none. */
  anonymous: string
  /** Of the list of a book's main places, which only reading programs show. */
  landmarks: string
  /** What is promised to those who cannot see or read print. */
  accessibility: string
}

/** One work in a book. All HTML is clean (text/sanitize.ts), with links made absolute. */
export interface BookPart {
  identifier: string
  source: string
  title: string
  byline: string
  language: string
  creators: readonly BookCreator[]
  summaryHtml: string
  facts: readonly BookFact[]
  notesHtml: string
  endNotesHtml: string
  /** "From An Archive, https://…": where this copy came from. */
  origin: string
  chapters: readonly BookChapter[]
}

/** A line of the title page: rating, fandoms, words, dates, in the archive's words. */
export interface BookFact {
  label: string
  values: readonly string[]
  /** It would give the story away: for the last page rather than the first. */
  isSpoiler: boolean
}

/** A chapter without its text, which comes apart so that a long book never lies in memory whole. */
export interface BookChapter {
  id: number
  /** As the archive shows it, "Chapter 3" where it has none of its own. */
  title: string
  /** The chapter's own title is empty, so that the one above is in the language of the labels. */
  isUntitled: boolean
  /** BCP 47, of its text, notes and own title. */
  language: string
  /** Null: the work's creators wrote it. */
  byline: string | null
  creators: readonly BookCreator[]
  wordCount: number
  /** Another one whenever its text or notes are. */
  version: string
  /** When it was posted, milliseconds; null: not yet. */
  postedAt: number | null
}

/**
 * Clean HTML, in which every id begins with `c`, the chapter's id and a dash, so that no two chapters of a book share one. Links
 * are absolute but for those to such ids. An image's `src` is the path of an upload, or of something that cannot be had.
 */
export interface BookText {
  chapterId: number
  notesHtml: string
  html: string
  endNotesHtml: string
}

/** The texts of all parts' chapters in order, or of those that are wanted, a few at a time. May be asked for more than once. */
export type BookTexts = (isWanted?: (chapterId: number) => boolean) => AsyncIterable<BookText>
