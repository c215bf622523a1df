import { sql } from 'kysely'
import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, paged, type Paging } from '../store/paging.ts'
import { refuseOtherThanAdmins } from './change-archive.ts'

/** What was done, the newest first; `action` null for everything. */
export async function listActs(db: Db, admin: Member, action: string | null, paging: Paging) {
  refuseOtherThanAdmins(admin)
  let acts = db.selectFrom('audit_entry')
  if (action !== null) acts = acts.where('action', '=', action)
  const [rows, { total }, actions] = await Promise.all([
    acts
      .leftJoin('pseud', (join) =>
        join.onRef('pseud.account_id', '=', 'audit_entry.account_id').on('pseud.is_default', '=', 1),
      )
      .select([
        'audit_entry.id',
        'action',
        'subject_kind as subjectKind',
        'subject_id as subjectId',
        'detail',
        'happened_at as happenedAt',
        'pseud.name as by',
        'pseud.slug as bySlug',
      ])
      .orderBy('happened_at', 'desc')
      .orderBy('audit_entry.id', 'desc')
      .limit(paging.perPage)
      .offset(offsetOf(paging))
      .execute(),
    acts.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    db
      .selectFrom('audit_entry')
      .select(['action', sql<number>`count(*)`.as('count')])
      .groupBy('action')
      .orderBy('action')
      .execute(),
  ])
  return { acts: paged(rows, total, paging), actions }
}
