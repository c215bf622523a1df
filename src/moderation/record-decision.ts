import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import type { DecisionTable } from '../store/tables/works.ts'

export type Verdict = DecisionTable['verdict']

export async function recordDecision(
  db: Db,
  moderator: Member,
  { workId, verdict, reason }: { workId: number; verdict: Verdict; reason: string },
  now: number,
): Promise<void> {
  await db
    .insertInto('decision')
    .values({ work_id: workId, account_id: moderator.accountId, verdict, reason, decided_at: now })
    .execute()
}

/** The newest first; for moderators. */
export async function listDecisions(db: Db, workId: number) {
  return db
    .selectFrom('decision')
    .leftJoin('pseud', (join) => join.onRef('pseud.account_id', '=', 'decision.account_id').on('is_default', '=', 1))
    .where('work_id', '=', workId)
    .select(['decision.id', 'verdict', 'reason', 'decided_at as decidedAt', 'pseud.name as moderator'])
    .orderBy('decision.decided_at', 'desc')
    .orderBy('decision.id', 'desc')
    .limit(100)
    .execute()
}
