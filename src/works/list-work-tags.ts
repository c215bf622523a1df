import { sql } from 'kysely'
import type { Db } from '../store/database.ts'
import { dialectOf } from '../store/dialect.ts'
import { prepare } from '../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../store/prepared-ids.ts'
import { findKnownTags, type KnownTag } from '../tags/known-tags.ts'

export type WorkTag = KnownTag

const PLACES = 4096

/** A row for each work, its tags in one text: of hundreds of rows that takes a third of the time. */
const listLinks = prepare<IdValues, string>()((db, param, shape) => {
  const number = sql`tag_id * ${sql.lit(PLACES)} + case when position < ${sql.lit(PLACES)} then position else ${sql.lit(PLACES - 1)} end`
  const isSqlite = dialectOf(db).name === 'sqlite'
  return db
    .selectFrom('work_tag')
    .where('work_id', 'in', idParams(param, shape))
    .groupBy('work_id')
    .select([
      'work_id as workId',
      (isSqlite ? sql<string>`group_concat(${number})` : sql<string>`string_agg(cast(${number} as text), ',')`).as(
        'numbers',
      ),
    ])
})

interface Link {
  tagId: number
  position: number
}

/** The tags as their authors chose them, without hidden ones, ratings included, in the order of the vocabularies. */
export async function listWorkTags(db: Db, workIds: readonly number[]): Promise<Map<number, readonly WorkTag[]>> {
  if (workIds.length === 0) return new Map()
  const { values, shape } = idValues(workIds)
  const rows = await listLinks(db, values, shape)
  const before = listsOf(await findKnownTags(db, []))
  const found = new Map(rows.map((row) => [row.workId, before.get(keyOf(row))]))
  const links = rows
    .filter(({ workId }) => found.get(workId) === undefined)
    .map((row) => ({ workId: row.workId, key: keyOf(row), links: row.numbers.split(',').map(toLink) }))
  const known = await findKnownTags(
    db,
    links.flatMap(({ links }) => links.map((link) => link.tagId)),
  )
  for (const { workId, key, links: own } of links) found.set(workId, keep(listsOf(known), key, inOrder(own, known)))
  return new Map([...found].map(([workId, tags]) => [workId, tags ?? []]))
}

type Lists = Map<string, readonly WorkTag[]>

const MOST_KEPT = 5000

/** As long as these tags are known, a work with the same links has the same list: what is made of it can be kept too. */
const kept = new WeakMap<ReadonlyMap<number, KnownTag>, Lists>()

function listsOf(known: ReadonlyMap<number, KnownTag>): Lists {
  let lists = kept.get(known)
  if (!lists) kept.set(known, (lists = new Map()))
  return lists
}

function keep(lists: Lists, key: string, tags: readonly WorkTag[]): readonly WorkTag[] {
  if (lists.size >= MOST_KEPT) lists.clear()
  lists.set(key, tags)
  return tags
}

function keyOf({ workId, numbers }: { workId: number; numbers: string }): string {
  return `${workId} ${numbers}`
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
