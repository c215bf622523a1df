// Takes works as they are now into the index: first everything is read, then all of it is put in within one turn, so that
// no answer sees half of it.
import type { Db } from '../../store/database.ts'
import { type PlacedText, NAMES, readPlaces, readTexts, type Text, TITLES } from './read-texts.ts'
import { placeTexts } from './place-texts.ts'
import type { RankedPostings } from './ranked-postings.ts'
import { hashOf } from './ranks.ts'
import { readCounts, readTagFacts, readWorks } from './read-works.ts'
import type { IndexedWork } from './postings.ts'
import type { TagFacts } from './term-names.ts'

const TAGS_AT_ONCE = 500

/** Returns the works whose place by title or author could not be told yet: they are to be taken again. */
export async function applyChanges(db: Db, index: RankedPostings, workIds: readonly number[]): Promise<number[]> {
  if (workIds.length === 0) return []
  const works = await readWorks(db, workIds)
  const facts = await readFactsOf(db, works)
  const names = await readNames(db, index, works)
  const titles = await readTitles(db, index, works)

  for (const fact of facts) index.postings.names.learn(fact)
  const found = new Set(works.map((work) => work.id))
  for (const id of workIds) if (!found.has(id)) index.postings.remove(id)
  for (const id of names.nameless) index.setNameless(id)
  const lateNames = new Set(placeTexts(index.rankedAuthors, names.placed))
  for (const work of works) index.put(work)
  const late = placeTexts(index.rankedTitles, titles)
  return [...late, ...works.filter((work) => lateNames.has(work.pseudIds[0] ?? 0)).map((work) => work.id)]
}

export async function applyCounts(db: Db, { postings }: RankedPostings, workIds: readonly number[]): Promise<void> {
  if (workIds.length === 0) return
  for (const { id, ...counts } of await readCounts(db, workIds)) postings.setCounts(id, counts)
}

/** Of all their tags, those known already as well: one may have become another's synonym. */
async function readFactsOf(db: Db, works: readonly IndexedWork[]): Promise<TagFacts[]> {
  const ids = [...new Set(works.flatMap((work) => work.tagIds))]
  const slices = Array.from({ length: Math.ceil(ids.length / TAGS_AT_ONCE) }, (_, slice) =>
    ids.slice(slice * TAGS_AT_ONCE, (slice + 1) * TAGS_AT_ONCE),
  )
  return (await Promise.all(slices.map((slice) => readTagFacts(db, slice)))).flat()
}

async function readTitles(db: Db, { rankedTitles }: RankedPostings, works: readonly IndexedWork[]) {
  const texts = await readSome(
    works.map((work) => work.id),
    (ids) => readTexts(db, TITLES, ids),
  )
  return placesOf(
    db,
    TITLES,
    texts.filter((text) => isNew(rankedTitles, text)),
  )
}

async function readNames(db: Db, { rankedAuthors }: RankedPostings, works: readonly IndexedWork[]) {
  const ids = [...new Set(works.flatMap((work) => work.pseudIds.slice(0, 1)))]
  const texts = await readSome(ids, (ids) => readTexts(db, NAMES, ids))
  const named = new Set(texts.map((text) => text.id))
  const placed = await placesOf(
    db,
    NAMES,
    texts.filter((text) => isNew(rankedAuthors, text)),
  )
  return { placed, nameless: ids.filter((id) => !named.has(id)) }
}

async function placesOf(db: Db, source: typeof TITLES, texts: readonly Text[]): Promise<PlacedText[]> {
  return readSome(
    texts.map((text) => text.id),
    (ids) => readPlaces(db, source, ids),
  )
}

async function readSome<Row>(ids: readonly number[], read: (ids: readonly number[]) => Promise<Row[]>) {
  return ids.length === 0 ? [] : read(ids)
}

function isNew({ placeOf, hashAt }: RankedPostings['rankedTitles'], { id, text }: Text): boolean {
  const place = placeOf(id)
  return place < 0 || hashAt(place) !== hashOf(text)
}
