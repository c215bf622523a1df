// What is derived from a work's chapters, tags and state. Call it in the transaction of every change to one of them.
import { sql } from 'kysely'
import type { Db } from '../store/database.ts'
import { ABOVE, stepUp } from '../tags/step-up.ts'
import { holdTags } from '../store/hold-tags.ts'
import { padded } from '../store/in-list.ts'
import { noteWorkChanges } from '../store/work-changes.ts'
import { forgetCounts } from './kept-counts.ts'
import { refreshPairings } from './refresh-pairings.ts'

/** Recounts words and chapters, the audience, the expanded tags and the pairings of these works; safe to repeat. */
export async function refreshWorks(db: Db, workIds: readonly number[]): Promise<void> {
  if (workIds.length === 0) return
  await holdTags(db, 'shared')
  const ids = sql.join(padded(workIds))
  await recount(db, ids)
  await expandTags(db, ids)
  await refreshPairings(db, workIds)
  await noteWorkChanges(db, workIds)
  forgetCounts()
}

type Ids = ReturnType<typeof sql.join>

async function recount(db: Db, ids: Ids): Promise<void> {
  await sql`
    update work set
      word_count = (select coalesce(sum(chapter.word_count), 0) from chapter
        where chapter.work_id = work.id and chapter.posted_at is not null),
      chapter_count = (select count(*) from chapter
        where chapter.work_id = work.id and chapter.posted_at is not null),
      audience = case
        when posted_at is null or hidden_at is not null or deleted_at is not null then 0
        when members_only = 1 or exists (select 1 from tag where tag.id = work.rating_id and tag.members_only = 1) then 1
        else 2 end
    where id in (${ids})`.execute(db)
}

/** A tag stands for its canonical tag and for every ancestor of either. Rows that are right already are not written. */
async function expandTags(db: Db, ids: Ids): Promise<void> {
  await sql`
    delete from work_tag_expansion where work_id in (${ids}) and (work_id, tag_id) not in (
      ${meaningOf(ids)} select work_id, tag_id from meaning)`.execute(db)
  await sql`
    insert into work_tag_expansion (tag_id, work_id, audience, updated_at)
    ${meaningOf(ids)}
    select meaning.tag_id, work.id, work.audience, work.updated_at
    from meaning join work on work.id = meaning.work_id where true
    on conflict (work_id, tag_id) do update set audience = excluded.audience, updated_at = excluded.updated_at
    where work_tag_expansion.audience <> excluded.audience or work_tag_expansion.updated_at <> excluded.updated_at`.execute(
    db,
  )
}

/** `union` ends at loops. */
function meaningOf(ids: Ids) {
  return sql`
    with recursive meaning (work_id, tag_id) as (
      select work_id, tag_id from work_tag where work_id in (${ids})
      union
      select meaning.work_id, ${ABOVE} from meaning ${stepUp('meaning.tag_id')}
    )`
}
