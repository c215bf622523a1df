import { BoundedMap } from '../store/bounded-map.ts'
import type { Db } from '../store/database.ts'
import { findKnownTags, type KnownTag } from '../tags/known-tags.ts'
import { listTagLinks, PLACES, type TagLinks } from './list-tag-links.ts'
import { KeptWith } from '../store/kept-with.ts'

export type WorkTag = KnownTag

interface Link {
  tagId: number
  position: number
}

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
  const unknown: Array<{ workId: number; links: TagLinks; own: Link[] }> = []
  for (const [workId, links] of linksOf) {
    const list = before.get(keyOf(workId, links))
    if (list) found.set(workId, list)
    else unknown.push({ workId, links, own: links.split(',').map(toLink) })
  }
  if (unknown.length === 0) return found
  const known = await findKnownTags(
    db,
    unknown.flatMap(({ own }) => own.map((link) => link.tagId)),
  )
  const lists = listsOf(known)
  for (const { workId, links, own } of unknown) {
    const list = inOrder(own, known)
    lists.set(keyOf(workId, links), list)
    found.set(workId, list)
  }
  return found
}

type Lists = BoundedMap<string, readonly WorkTag[]>

const MOST_KEPT = 10_000

/** As long as these tags are known, a work with the same links has the same list: what is made of it can be kept too. */
const kept = new KeptWith<ReadonlyMap<number, KnownTag>, Lists>()

function listsOf(known: ReadonlyMap<number, KnownTag>): Lists {
  let lists = kept.get(known)
  if (!lists) kept.set(known, (lists = new BoundedMap(MOST_KEPT)))
  return lists
}

function keyOf(workId: number, links: TagLinks): string {
  return `${workId} ${links}`
}

function toLink(number: string): Link {
  const position = Number(number) % PLACES
  return { tagId: (Number(number) - position) / PLACES, position }
}

function inOrder(links: readonly Link[], known: ReadonlyMap<number, KnownTag>): WorkTag[] {
  const placed = links.flatMap(({ tagId, position }) => {
    const tag = known.get(tagId)
    return tag?.hidden === 0 ? [{ tag, position }] : []
  })
  placed.sort((a, b) => byVocabulary(a.tag, b.tag) || a.position - b.position || byName(a.tag, b.tag))
  return placed.map(({ tag }) => tag)
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
