import { sql } from 'kysely'
import type { Db } from '../store/database.ts'
import { idSet } from '../store/id-rows.ts'
import { ABOVE, stepUp } from '../tags/step-up.ts'

/**
 * Whether a work is a crossover, and which is its main relationship. A crossover is in two or more fandoms of which none
 * has something above it (or is itself something) in common with each of the others: fandoms of one family are none.
 * Part of refreshWorks, and of every change to what tags stand for. The migration that added the columns holds the same for all works.
 */
export async function refreshPairings(db: Db, workIds: readonly number[]): Promise<void> {
  const ids = idSet(db, workIds)
  await sql`
    with recursive
    fandom (work_id, tag_id) as (
      select distinct work_tag.work_id, meant.id from work_tag join tag on tag.id = work_tag.tag_id
      join tag meant on meant.id = coalesce(tag.canonical_id, tag.id)
      join vocabulary on vocabulary.id = meant.vocabulary_id
      where vocabulary.role = 'fandom' and work_tag.work_id in ${ids}
    ),
    several (work_id, fandoms) as (
      select work_id, count(*) from fandom group by work_id having count(*) > 1
    ),
    family (work_id, tag_id, above_id) as (
      select fandom.work_id, fandom.tag_id, fandom.tag_id from fandom join several on several.work_id = fandom.work_id
      union
      select family.work_id, family.tag_id, ${ABOVE} from family ${stepUp('family.above_id')}
    ),
    related (work_id, tag_id, fandoms) as (
      select one.work_id, one.tag_id, count(distinct other.tag_id) from family one
      join family other on other.work_id = one.work_id and other.above_id = one.above_id
      group by one.work_id, one.tag_id
    )
    update work set
      crossover = case when id in (select work_id from several) and id not in (
        select related.work_id from related join several on several.work_id = related.work_id
        where related.fandoms = several.fandoms) then 1 else 0 end,
      main_relationship_id = (
        select meant.id from work_tag join tag on tag.id = work_tag.tag_id
        join tag meant on meant.id = coalesce(tag.canonical_id, tag.id)
        join vocabulary on vocabulary.id = meant.vocabulary_id
        where work_tag.work_id = work.id and vocabulary.role = 'relationship'
        order by work_tag.position, work_tag.tag_id limit 1)
    where id in ${ids}`.execute(db)
}
