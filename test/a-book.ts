import type { Book, BookChapter, BookLabels, BookPart, BookText } from '../src/export/book.ts'
import { sanitizeBrief, sanitizeHtml } from '../src/text/sanitize.ts'
import { withOwnIds } from '../src/works/find-whole-work.ts'

export interface BookDetails extends Partial<Omit<Book, 'parts' | 'labels'>> {
  summary?: string
  notes?: string
  endNotes?: string
  facts?: BookPart['facts']
  chapters?: ReadonlyArray<{ title?: string; html?: string; notes?: string; endNotes?: string }>
}

export interface ABook {
  book: Book
  texts: BookText[]
}

const LABELS = {
  language: 'en',
  cover: 'Cover',
  titlePage: 'Title page',
  contents: 'Contents',
  summary: 'Summary',
  afterword: 'Afterword',
  notes: 'Notes',
  endNotes: 'End notes',
  chapterNotes: 'Chapter notes',
  chapterEndNotes: 'Chapter end notes',
  noChapters: 'There are no chapters yet.',
} as BookLabels

/** A book as it comes out of the archive, without an archive. */
export function aBook({
  summary = '',
  notes = '',
  endNotes = '',
  facts = [],
  chapters = [{}],
  ...details
}: BookDetails = {}): ABook {
  const title = details.title ?? 'A Tale'
  const creators = details.creators ?? [{ name: 'Ada', source: 'https://archive.example/authors/ada' }]
  const common = {
    title,
    creators,
    byline: 'by Ada',
    language: 'en',
    source: 'https://archive.example/works/1',
    ...details,
  }
  const part = {
    ...common,
    identifier: 'urn:uuid:5b7cd2a5-8bd1-5f0a-9d0e-0d6d7f3e4f10',
    summaryHtml: sanitizeBrief(summary),
    notesHtml: sanitizeBrief(notes),
    endNotesHtml: sanitizeBrief(endNotes),
    facts,
    origin: 'From The Archive, https://archive.example/works/1',
    chapters: chapters.map((chapter, index) => chapterOf(chapter, index, common.language)),
  }
  const book = {
    identifier: part.identifier,
    version: 'v1',
    publisher: 'The Archive',
    publishedAt: Date.UTC(2026, 0, 2),
    modifiedAt: Date.UTC(2026, 1, 3),
    subjects: [],
    colourOf: title,
    series: [],
    labels: LABELS,
    ...common,
    parts: [part],
  } as Book
  return { book, texts: chapters.map((chapter, index) => textOf(chapter, index + 1)) }
}

type Chapter = NonNullable<BookDetails['chapters']>[number]

function chapterOf({ title, html = '' }: Chapter, index: number, language: string): BookChapter {
  return {
    id: index + 1,
    title: title ?? `Chapter ${index + 1}`,
    version: 'v1',
    isUntitled: title === undefined,
    language,
    byline: null,
    creators: [],
    wordCount: html.split(' ').length,
    postedAt: Date.UTC(2026, 0, 2),
  } as BookChapter
}

function textOf(
  { html = '<p>It was a dark night.</p>', notes = '', endNotes = '' }: Chapter,
  chapterId: number,
): BookText {
  return {
    chapterId,
    notesHtml: sanitizeBrief(notes),
    html: withOwnIds(sanitizeHtml(html), chapterId),
    endNotesHtml: sanitizeBrief(endNotes),
  }
}
