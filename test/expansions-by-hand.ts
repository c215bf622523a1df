// What the tags of works stand for, out of the tables that authors and moderators fill, without any of the archive's own
// SQL.
import type { Kysely } from 'kysely'
import type { Tables } from '../src/store/tables.ts'

/** `work tag` of every work and of every tag that one of its own stands for. */
export async function expansionsByHand(db: Kysely<Tables>): Promise<string[]> {
  const next = new Map<number, number[]>()
  const link = (from: number, to: number) => next.set(from, [...(next.get(from) ?? []), to])
  for (const { id, canonical_id } of await db.selectFrom('tag').select(['id', 'canonical_id']).execute())
    if (canonical_id !== null) link(id, canonical_id)
  for (const { tag_id, parent_id } of await db.selectFrom('tag_parent').selectAll().execute()) link(tag_id, parent_id)
  const pairs = new Set<string>()
  for (const { work_id, tag_id } of await db.selectFrom('work_tag').selectAll().execute()) {
    const meant = new Set([tag_id])
    for (const id of meant) for (const to of next.get(id) ?? []) meant.add(to)
    for (const id of meant) pairs.add(`${work_id} ${id}`)
  }
  return [...pairs].toSorted()
}

/** As the archive has written them down. */
export async function expansionsOf(db: Kysely<Tables>): Promise<string[]> {
  const rows = await db.selectFrom('work_tag_expansion').selectAll().execute()
  return rows.map((row) => `${row.work_id} ${row.tag_id}`).toSorted()
}
