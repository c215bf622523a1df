import type { Member } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../../store/paging.ts'
import { refuseOtherThanModerators } from './rights.ts'

export interface TagAct {
  id: number
  kind: string
  detail: Record<string, unknown>
  happenedAt: number
  undoneAt: number | null
  by: string | null
}

/** What was done to tags, the newest first; `tagId` null: to whichever. For moderators. */
export async function listTagActs(
  db: Db,
  moderator: Member,
  tagId: number | null,
  paging: Paging,
): Promise<Paged<TagAct>> {
  refuseOtherThanModerators(moderator)
  const about = db
    .selectFrom('wrangling_subject')
    .select('act_id')
    .where('tag_id', '=', tagId ?? 0)
  const acts = db
    .selectFrom('wrangling_act')
    .$if(tagId !== null, (query) => query.where('wrangling_act.id', 'in', about))
  const [rows, { total }] = await Promise.all([
    acts
      .leftJoin('pseud', (join) =>
        join.onRef('pseud.account_id', '=', 'wrangling_act.account_id').on('pseud.is_default', '=', 1),
      )
      .select([
        'wrangling_act.id',
        'kind',
        'detail',
        'happened_at as happenedAt',
        'undone_at as undoneAt',
        'pseud.name as by',
      ])
      .orderBy('wrangling_act.id', 'desc')
      .limit(paging.perPage)
      .offset(offsetOf(paging))
      .execute(),
    acts.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ])
  const read = rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> }))
  return paged(read, total, paging)
}
