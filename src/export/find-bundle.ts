import { Refusal } from '../errors.ts'
import type { Viewer } from '../people/viewer.ts'
import { lastingIdentifier, readArchiveId } from '../site/archive-id.ts'
import type { Db } from '../store/database.ts'
import { gateBefore } from '../works/gates.ts'
import { canTakeAlong } from '../works/permissions.ts'
import { findWorkPage, type WorkPage } from '../works/find-work-page.ts'
import type { Book, BookPart, BookTexts } from './book.ts'
import { readTexts } from './book-texts.ts'
import { modifiedAt, partOf, versionOf } from './find-book.ts'
import type { Press } from './press.ts'

export interface BundleOf {
  /** As `series 7`: the same bundle keeps its identifier, whatever comes into it. */
  thing: string
  title: string
  /** Of its page. */
  path: string
  /** In the order of the book. */
  workIds: readonly number[]
}

export interface FoundBundle {
  book: Book
  texts: BookTexts
}

/** Works looked up side by side. */
const AT_ONCE = 10
const MOST_NAMES = 4
const MOST_SUBJECTS = 60

/** Several works bound as one book. Works that vanished or were closed since the list was made are not in it. */
export async function findBundle(
  db: Db,
  viewer: Viewer,
  of: BundleOf,
  press: Press,
  now: number,
): Promise<FoundBundle> {
  const archiveId = await readArchiveId(db, now)
  const pages = await listPages(db, viewer, of.workIds)
  const parts = pages.map((page) => partOf(page, press, archiveId))
  const creators = creatorsOf(parts)
  const names = creators.map((creator) => creator.name)
  const tags = pages.flatMap((page) => page.tags.filter((tag) => tag.spoiler === 0))
  const book: Omit<Book, 'version'> = {
    identifier: lastingIdentifier(archiveId, `bundle ${of.thing}`),
    source: press.origin + of.path,
    title: of.title,
    byline: names.length > MOST_NAMES ? press.words.variousAuthors : press.words.byline(names),
    language: commonest(parts.map((part) => part.language)) ?? 'und',
    creators,
    publisher: press.name,
    publishedAt: earliest(pages),
    modifiedAt: Math.max(0, ...pages.map(modifiedAt)),
    subjects: [...new Set(tags.map((tag) => tag.name))].slice(0, MOST_SUBJECTS),
    colourOf: commonest(tags.filter((tag) => tag.role === 'fandom').map((tag) => tag.name)) ?? of.title,
    series: [],
    labels: press.labels,
    parts,
  }
  return {
    book: { ...book, version: versionOf(book) },
    texts: (isWanted) => readTexts(db, pages, press, isWanted),
  }
}

async function listPages(db: Db, viewer: Viewer, workIds: readonly number[]): Promise<WorkPage[]> {
  const pages: WorkPage[] = []
  for (let start = 0; start < workIds.length; start += AT_ONCE) {
    const some = workIds.slice(start, start + AT_ONCE).map((id) => findIfReadable(db, viewer, id))
    pages.push(...(await Promise.all(some)).filter((page) => page !== null))
  }
  return pages
}

async function findIfReadable(db: Db, viewer: Viewer, workId: number): Promise<WorkPage | null> {
  const page = await findWorkPage(db, viewer, workId).catch((error: unknown) => ifGone(error))
  if (!page || !canTakeAlong(page.work)) return null
  return gateBefore(page.work.gates, viewer, page.work.isCreator) === null ? page : null
}

function ifGone(error: unknown): null {
  if (error instanceof Refusal && error.code === 'not_found') return null
  throw error
}

function creatorsOf(parts: readonly BookPart[]): BookPart['creators'] {
  const bySource = new Map(
    parts.flatMap((part) => part.creators).map((creator) => [creator.source ?? creator.name, creator]),
  )
  return [...bySource.values()]
}

function commonest(words: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return (
    [...counts].reduce<[string, number] | null>(
      (best, each) => (best && best[1] >= each[1] ? best : each),
      null,
    )?.[0] ?? null
  )
}

function earliest(pages: readonly WorkPage[]): number | null {
  const times = pages.flatMap(({ work }) => work.postedAt ?? [])
  return times.length === 0 ? null : Math.min(...times)
}
