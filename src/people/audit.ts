import type { Db } from '../store/database.ts'

export interface Act {
  /** Null: the archive itself, or its command line. */
  accountId: number | null
  /** Words of the field, as `work hidden` or `role changed`. */
  action: string
  subject?: { kind: string; id: number }
  /** Turned into JSON; never secrets. */
  detail?: Record<string, unknown>
}

/** What owners may want to look up later; call it in the transaction of the act. */
export async function recordAct(db: Db, act: Act, now: number): Promise<void> {
  await db
    .insertInto('audit_entry')
    .values({
      account_id: act.accountId,
      action: act.action,
      subject_kind: act.subject?.kind ?? null,
      subject_id: act.subject?.id ?? null,
      detail: JSON.stringify(act.detail ?? {}),
      happened_at: now,
    })
    .execute()
}
