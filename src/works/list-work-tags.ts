import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { groupedBy, idParams, type IdValues, idValues } from '../store/prepared-ids.ts'
import { findKnownTags, type KnownTag } from '../tags/known-tags.ts'

export type WorkTag = KnownTag

const listLinks = prepare<IdValues, string>()((db, param, shape) =>
  db
    .selectFrom('work_tag')
    .where('work_id', 'in', idParams(param, shape))
    .select(['work_id as workId', 'tag_id as tagId', 'position']),
)

type Link = Awaited<ReturnType<typeof listLinks>>[number]

/** The tags as their authors chose them, without hidden ones, ratings included, in the order of the vocabularies. */
export async function listWorkTags(db: Db, workIds: readonly number[]): Promise<Map<number, WorkTag[]>> {
  if (workIds.length === 0) return new Map()
  const { values, shape } = idValues(workIds)
  const links = await listLinks(db, values, shape)
  const known = await findKnownTags(
    db,
    links.map((link) => link.tagId),
  )
  const groups = groupedBy(links, (link) => link.workId)
  return new Map([...groups].map(([workId, links]) => [workId, inOrder(links, known)]))
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
