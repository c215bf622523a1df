import { sql } from 'kysely'
import { notAllowed } from '../../errors.ts'
import { isModerator, type Member } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import { idSet } from '../../store/id-rows.ts'
import { TagGraph } from '../../tags/wrangling/graph.ts'

export function refuseOtherThanModerators(member: Member): void {
  if (!isModerator(member)) throw notAllowed('Only moderators sort tags.')
}

/** The fandoms that a moderator looks after; null: all of the archive. */
export async function findOwnFandoms(db: Db, moderator: Member): Promise<readonly number[] | null> {
  const rows = await db
    .selectFrom('moderator_scope')
    .where('account_id', '=', moderator.accountId)
    .select('tag_id')
    .execute()
  return rows.length === 0 ? null : rows.map((row) => row.tag_id)
}

/** Refuses with not_allowed unless the moderator looks after every one of these tags. */
export async function refuseOutOfScope(db: Db, moderator: Member, tagIds: readonly number[]): Promise<void> {
  refuseOtherThanModerators(moderator)
  const own = await findOwnFandoms(db, moderator)
  if (own === null) return
  const outside = await findOutside(db, own, [...new Set(tagIds)])
  if (outside !== null) throw notAllowed(`“${outside}” belongs to none of the fandoms that you look after.`)
}

/**
 * In a moderator's care is what stands for one of their fandoms or belongs to one; and a tag that nobody has given a place,
 * if all works that have it are of those fandoms.
 */
async function findOutside(db: Db, own: readonly number[], tagIds: readonly number[]): Promise<string | null> {
  const scopes = await db
    .selectFrom('tag_scope')
    .where('tag_id', 'in', sql<number>`${idSet(db, tagIds)}`)
    .selectAll()
    .execute()
  const graph = await new TagGraph(db).up([...tagIds, ...scopes.map((scope) => scope.fandom_id)])
  const isOwn = (id: number) => own.some((fandom) => graph.get(id)!.has(fandom))
  const placed = (id: number) => isOwn(id) || scopes.some((scope) => scope.tag_id === id && isOwn(scope.fandom_id))
  const doubtful = tagIds.filter((id) => !placed(id))
  if (doubtful.length === 0) return null
  const { rows } = await sql<{ name: string }>`
    select name from tag where id in ${idSet(db, doubtful)} and (
      exists (select 1 from tag_scope where tag_id = tag.id)
      or not exists (select 1 from work_tag where tag_id = tag.id)
      or exists (select 1 from work_tag where tag_id = tag.id and not exists (
        select 1 from work_tag_expansion meant
        where meant.work_id = work_tag.work_id and meant.tag_id in ${idSet(db, own)})))
    order by id limit 1`.execute(db)
  return rows[0]?.name ?? null
}
