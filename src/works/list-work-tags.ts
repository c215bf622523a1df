import { BoundedMap } from '../store/bounded-map.ts'
import type { Db } from '../store/database.ts'
import { findKnownTags, type KnownTag, type KnownTags } from '../tags/known-tags.ts'
import { listTagLinks, PLACES, type TagLinks } from './list-tag-links.ts'
import { KeptWith } from '../store/kept-with.ts'

export type WorkTag = KnownTag

/** The tags as their authors chose them, without hidden ones, ratings included, in the order of the vocabularies. */
export async function listWorkTags(db: Db, workIds: readonly number[]): Promise<Map<number, readonly WorkTag[]>> {
  return resolveTags(db, await listTagLinks(db, workIds))
}

/** By work, out of what `listTagLinks` has of each. */
export async function resolveTags(
  db: Db,
  linksOf: ReadonlyMap<number, TagLinks>,
): Promise<Map<number, readonly WorkTag[]>> {
  const found = new Map<number, readonly WorkTag[]>()
  if (linksOf.size === 0) return found
  const before = listsOf(await findKnownTags(db, []))
  const unknown: Array<{ workId: number; links: TagLinks; numbers: number[] }> = []
  for (const [workId, links] of linksOf) {
    const list = before.get(links)
    if (list) found.set(workId, list)
    else unknown.push({ workId, links, numbers: numbersIn(links) })
  }
  if (unknown.length === 0) return found
  const known = await findKnownTags(db, idsOf(unknown))
  const lists = listsOf(known)
  for (const { workId, links, numbers } of unknown) {
    const list = inOrder(numbers, known)
    lists.set(links, list)
    found.set(workId, list)
  }
  return found
}

type Lists = BoundedMap<TagLinks, readonly WorkTag[]>

const MOST_KEPT = 10_000

/** As long as these tags are known, the same links have the same list: what is made of it can be kept too. */
const kept = new KeptWith<KnownTags, Lists>()

function listsOf(known: KnownTags): Lists {
  let lists = kept.get(known)
  if (!lists) kept.set(known, (lists = new BoundedMap(MOST_KEPT)))
  return lists
}

const [ZERO, COMMA] = [48, 44]

/** Sign by sign: to split the text and read its pieces takes five times as long. */
function numbersIn(links: TagLinks): number[] {
  const numbers: number[] = []
  let number = 0
  for (let at = 0; at < links.length; at++) {
    const sign = links.charCodeAt(at)
    if (sign !== COMMA) number = number * 10 + sign - ZERO
    else {
      numbers.push(number)
      number = 0
    }
  }
  numbers.push(number)
  return numbers
}

function idsOf(works: ReadonlyArray<{ numbers: readonly number[] }>): number[] {
  const ids: number[] = []
  for (const { numbers } of works) for (const number of numbers) ids.push(Math.floor(number / PLACES))
  return ids
}

interface Placed {
  tag: WorkTag
  position: number
}

function inOrder(numbers: readonly number[], known: KnownTags): WorkTag[] {
  const placed: Placed[] = []
  for (const number of numbers) {
    const tag = known.get(Math.floor(number / PLACES))
    if (tag?.hidden === 0) placed.push({ tag, position: number % PLACES })
  }
  return placed.sort(byPlace).map(({ tag }) => tag)
}

function byPlace(a: Placed, b: Placed): number {
  return byVocabulary(a.tag, b.tag) || a.position - b.position || byName(a.tag, b.tag)
}

function byVocabulary(a: KnownTag, b: KnownTag): number {
  return (
    a.vocabularyPosition - b.vocabularyPosition ||
    (a.vocabularySlug < b.vocabularySlug ? -1 : Number(a.vocabularySlug !== b.vocabularySlug))
  )
}

function byName(a: KnownTag, b: KnownTag): number {
  return a.sortName < b.sortName ? -1 : Number(a.sortName !== b.sortName)
}
