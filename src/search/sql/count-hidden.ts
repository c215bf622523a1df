// Of what is hidden from a list, how much by which of the reasons.
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { idSet, textSet } from '../../store/id-rows.ts'
import type { Hidden, HiddenCounts, Question } from '../question.ts'
import { isAmong, isHidden, listedBy } from './conditions.ts'

interface Row {
  kind: 'work' | 'pseud' | 'tag' | 'language'
  id: number
  count: number
}

/** One query. */
export async function countHiddenSql(db: Db, question: Question): Promise<HiddenCounts> {
  const { hidden, leftOut } = question
  const parts = partsOf(db, hidden)
  const counts: HiddenCounts = { works: 0, languages: 0, pseuds: new Map(), tags: new Map() }
  if (parts.length === 0) return counts
  const { from, where } = listedBy(db, question)
  const { rows } = await sql<Row>`
    select * from (with hidden as (
      select work.id as id, work.language as language from ${from}
      where ${where} and not (${isAmong(db, leftOut)}) and ${isHidden(db, hidden)}
    ) ${sql.join(parts, sql` union all `)}) as counted`.execute(db)
  const byId = (kind: Row['kind']) =>
    new Map(rows.flatMap((row) => (row.kind === kind && row.count > 0 ? [[row.id, row.count] as const] : [])))
  const alone = (kind: Row['kind']) => rows.find((row) => row.kind === kind)?.count ?? 0
  return { works: alone('work'), languages: alone('language'), pseuds: byId('pseud'), tags: byId('tag') }
}

function partsOf(db: Db, { works, pseuds, tags, onlyLanguages }: Hidden): RawBuilder<unknown>[] {
  return [
    ...(works.length > 0
      ? [sql`select 'work' as kind, 0 as id, count(*) as count from hidden where hidden.id in ${idSet(db, works)}`]
      : []),
    ...(onlyLanguages.length > 0
      ? [
          sql`select 'language' as kind, 0 as id, count(*) as count from hidden
            where hidden.language not in ${textSet(db, onlyLanguages)}`,
        ]
      : []),
    ...(pseuds.length > 0
      ? [
          sql`select 'pseud' as kind, creator.pseud_id as id, count(*) as count
            from hidden join creator on creator.work_id = hidden.id
            where creator.pseud_id in ${idSet(db, pseuds)} group by creator.pseud_id`,
        ]
      : []),
    ...(tags.length > 0
      ? [
          sql`select 'tag' as kind, expansion.tag_id as id, count(*) as count
            from hidden join work_tag_expansion as expansion on expansion.work_id = hidden.id
            where expansion.tag_id in ${idSet(db, tags)} group by expansion.tag_id`,
        ]
      : []),
  ]
}
