// Shelves as files to take along. They are made while they are sent, so that a large shelf never lies in memory whole.
import type { ExportedBookmark } from '../../reading/export-shelf.ts'
import type { Shelf } from '../../reading/shelf.ts'
import { BYTE_ORDER_MARK, csvLine } from '../../text/csv.ts'
import { htmlToText } from '../../text/html-to-text.ts'
import { addressOf } from './shelf-entries.ts'

export interface ExportedShelf {
  shelf: Shelf
  bookmarks: AsyncIterable<ExportedBookmark>
}

export interface FileFacts {
  archiveName: string
  /** Scheme and host, for addresses. */
  origin: string
  now: number
}

const KINDS = { works: 'work', series: 'series', authors: 'author' } as const

/** One bookmark as both formats tell it; names and order are those of the CSV's columns. */
function toRecord({ kind, bookmark, work }: ExportedBookmark, origin: string) {
  const path = bookmark.standing === 'here' ? addressOf(bookmark) : null
  const authors = work?.creators ?? (kind === 'series' && bookmark.author ? [bookmark.author] : [])
  const tags = work?.tags.filter((tag) => tag.spoiler === 0 && tag.role !== 'rating') ?? []
  return {
    kind: KINDS[kind],
    title: bookmark.title,
    authors: authors.map(({ name }) => name),
    address: path === null ? null : origin + path,
    standing: bookmark.standing,
    status: work ? (work.isComplete ? 'complete' : 'in progress') : null,
    words: work?.wordCount ?? null,
    chapters: work?.chapterCount ?? null,
    rating: work?.ratingName ?? null,
    tags: tags.map(({ name }) => name),
    language: work?.language ?? null,
    updated: work ? dayOf(work.updatedAt) : null,
    added: dayOf(bookmark.createdAt),
    note: htmlToText(bookmark.noteHtml),
  }
}

type ExportRecord = ReturnType<typeof toRecord>

const COLUMNS = [
  'kind',
  'title',
  'authors',
  'address',
  'standing',
  'status',
  'words',
  'chapters',
  'rating',
  'tags',
  'language',
  'updated',
  'added',
  'note',
] as const satisfies ReadonlyArray<keyof ExportRecord>

/** A year that no calendar has came with a move. */
function dayOf(time: number): string | null {
  const date = new Date(time)
  return Number.isNaN(date.getTime()) ? null : date.toISOString().slice(0, 10)
}

export async function* csvFile(shelves: readonly ExportedShelf[], { origin }: FileFacts): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvLine(['shelf', ...COLUMNS])
  for (const { shelf, bookmarks } of shelves)
    for await (const bookmark of bookmarks) {
      const record = toRecord(bookmark, origin)
      yield csvLine([shelf.name, ...COLUMNS.map((column) => flat(record[column]))])
    }
}

function flat(value: ExportRecord[keyof ExportRecord]): string | number | null {
  return typeof value === 'object' && value !== null ? value.join('; ') : value
}

export async function* jsonFile(
  shelves: readonly ExportedShelf[],
  { archiveName, origin, now }: FileFacts,
): AsyncGenerator<string> {
  const head = JSON.stringify({ archive: archiveName, address: origin, exportedAt: new Date(now).toISOString() })
  yield `${head.slice(0, -1)},"shelves":[`
  for (const [index, { shelf, bookmarks }] of shelves.entries()) {
    const { kind, name, slug, isPublic } = shelf
    const shelfHead = JSON.stringify({ kind, name, slug, public: isPublic })
    yield `${index > 0 ? ',' : ''}\n${shelfHead.slice(0, -1)},"bookmarks":[`
    let separator = '\n'
    for await (const bookmark of bookmarks) {
      yield separator + JSON.stringify(toRecord(bookmark, origin))
      separator = ',\n'
    }
    yield ']}'
  }
  yield '\n]}\n'
}
