// What is to be done in the index for works that wait for it: found out by reading alone, so that a thread can do it ahead
// of the one that writes.
import { hash } from 'node:crypto'
import type { Db } from '../../store/database.ts'
import {
  type ChapterLine,
  listChaptersToIndex,
  listPassages,
  type PassageLine,
  type PassageWords,
  readPassages,
} from './chapter-words.ts'
import { type HeadingWords, readHeadingWords } from './heading-words.ts'
import { noteChanged } from './note-changed.ts'
import { PASSAGES } from './parts-of-work.ts'

export interface SliceSize {
  works: number
  /** Of chapters' HTML. */
  bytes: number
}

/** Plain values. Those who take it in first drop what is stale. */
export interface Parcel {
  headings: {
    /** Works. */
    stale: readonly number[]
    fresh: readonly { id: number; stamp: string; words: HeadingWords }[]
  }
  passages: {
    /** Ids of theirs. */
    stale: readonly number[]
    fresh: readonly { id: number; chapter_id: number; stamp: string; words: PassageWords }[]
  }
  /** Works that need not wait any longer then. */
  done: readonly number[]
}

/**
 * Of works in order: one parcel for each `mostBytes` of HTML, or a single chapter that has more. Later ones go on from those
 * before, taken in or not.
 */
export async function* parcelsOf(db: Db, workIds: readonly number[], mostBytes: number): AsyncGenerator<Parcel, void> {
  const [headings, { missing, stale, kept }] = await Promise.all([
    compareHeadings(db, workIds),
    compareTexts(db, workIds),
  ])
  const ids = new FreeIds(kept)
  const portions = portionsOf(missing, mostBytes)
  let waiting = workIds
  for (const [index, chapters] of portions.entries()) {
    const later = new Set(portions.slice(index + 1).flatMap((each) => each.map((chapter) => chapter.workId)))
    const isFirst = index === 0
    // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
    const fresh = await readFresh(db, chapters, ids)
    yield {
      headings: isFirst ? headings : { stale: [], fresh: [] },
      passages: { stale: isFirst ? stale.map((passage) => passage.id) : [], fresh },
      done: waiting.filter((id) => !later.has(id)),
    }
    waiting = waiting.filter((id) => later.has(id))
  }
}

/** Of all works that wait when their turn comes, each once. */
export async function* parcelsOfWaiting(db: Db, { works, bytes }: SliceSize): AsyncGenerator<Parcel, void> {
  for (let after = 0; ;) {
    const waiting = db.selectFrom('text_waiting').select('work_id').where('work_id', '>', after)
    // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
    const rows = await waiting.orderBy('work_id').limit(works).execute()
    if (rows.length === 0) return
    const ids = rows.map((row) => row.work_id)
    yield* parcelsOf(db, ids, bytes)
    after = ids.at(-1)!
  }
}

/** At least one, which may be empty. */
function portionsOf(chapters: readonly ChapterLine[], mostBytes: number): ChapterLine[][] {
  const portions: ChapterLine[][] = [[]]
  let bytes = 0
  for (const chapter of chapters) {
    const portion = portions.at(-1)!
    bytes += chapter.bytes
    if (bytes <= mostBytes || portion.length === 0) portion.push(chapter)
    else {
      portions.push([chapter])
      bytes = chapter.bytes
    }
  }
  return portions
}

class FreeIds {
  readonly #taken: ReadonlySet<number>
  readonly #next = new Map<number, number>()

  constructor(kept: readonly PassageLine[]) {
    this.#taken = new Set(kept.map((passage) => passage.id))
  }

  next(workId: number): number {
    let id = this.#next.get(workId) ?? workId * PASSAGES
    while (this.#taken.has(id)) id += 1
    this.#next.set(workId, id + 1)
    return id
  }
}

async function readFresh(db: Db, chapters: readonly ChapterLine[], ids: FreeIds): Promise<Parcel['passages']['fresh']> {
  const texts = await readPassages(
    db,
    chapters.map((chapter) => chapter.id),
  )
  return chapters.flatMap(({ id, workId, stamp }) =>
    (texts.get(id) ?? []).map((words) => ({ id: ids.next(workId), chapter_id: id, stamp, words })),
  )
}

async function compareHeadings(db: Db, workIds: readonly number[]): Promise<Parcel['headings']> {
  const [headings, stamps] = await Promise.all([readHeadingWords(db, workIds), readStamps(db, workIds)])
  const changed = workIds.filter((id) => stamps.get(id) !== stampOf(headings.get(id)))
  return {
    stale: changed.filter((id) => stamps.has(id)),
    fresh: changed.flatMap((id) => {
      const words = headings.get(id)
      return words ? [{ id, words, stamp: stampOf(words)! }] : []
    }),
  }
}

async function readStamps(db: Db, workIds: readonly number[]): Promise<Map<number, string>> {
  const rows = await db.selectFrom('indexed_work').selectAll().where('work_id', 'in', workIds).execute()
  return new Map(rows.map((row) => [row.work_id, row.stamp]))
}

function stampOf(words: HeadingWords | undefined): string | undefined {
  return words && hash('md5', [...words].map(([part, words]) => `${part} ${words}`).join('\n'))
}

interface Difference {
  missing: ChapterLine[]
  stale: PassageLine[]
  kept: PassageLine[]
}

async function compareTexts(db: Db, workIds: readonly number[]): Promise<Difference> {
  const [chapters, passages] = await Promise.all([listChaptersToIndex(db, workIds), listPassages(db, workIds)])
  const stamps = new Map(chapters.map((chapter) => [chapter.id, chapter.stamp]))
  const isStale = (passage: PassageLine) => stamps.get(passage.chapter_id) !== passage.stamp
  const kept = passages.filter((passage) => !isStale(passage))
  const present = new Set(kept.map((passage) => passage.chapter_id))
  return { missing: chapters.filter(({ id }) => !present.has(id)), stale: passages.filter(isStale), kept }
}

/** Of these works, those that the index does not have as they are, and that do not wait for it either. */
export async function listOutdated(db: Db, workIds: readonly number[]): Promise<number[]> {
  await noteChanged(db)
  const [headings, { missing, stale }, waiting] = await Promise.all([
    compareHeadings(db, workIds),
    compareTexts(db, workIds),
    db.selectFrom('text_waiting').select('work_id').where('work_id', 'in', workIds).execute(),
  ])
  const wrong = new Set([
    ...headings.stale,
    ...headings.fresh.map((heading) => heading.id),
    ...missing.map((chapter) => chapter.workId),
    ...stale.map((passage) => Math.floor(passage.id / PASSAGES)),
  ])
  for (const { work_id } of waiting) wrong.delete(work_id)
  return workIds.filter((id) => wrong.has(id))
}
