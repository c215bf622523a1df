import { conflict } from '../errors.ts'
import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'

const KEPT_MS = 7 * 24 * 60 * 60 * 1000

export interface SentForm {
  /** The word hidden in the form. */
  token: string
  fingerprint: string
}

export interface Made {
  workId: number
  chapterId: number
}

/**
 * What this form has made already, or null for a form that comes for the first time and is now taken. Refuses with
 * conflict when the form came before with other words in it: they would be lost. Call it first in the transaction;
 * the second of two that come at once waits here for the first.
 */
export async function takeForm(db: Db, member: Member, form: SentForm, now: number): Promise<Made | null> {
  await db
    .deleteFrom('sent_form')
    .where('sent_at', '<', now - KEPT_MS)
    .execute()
  const taken = await db
    .insertInto('sent_form')
    .values({
      account_id: member.accountId,
      token: form.token,
      fingerprint: form.fingerprint,
      work_id: null,
      chapter_id: null,
      sent_at: now,
    })
    .onConflict((conflict) => conflict.columns(['account_id', 'token']).doNothing())
    .returning('token')
    .executeTakeFirst()
  return taken ? null : findMade(db, member, form)
}

async function findMade(db: Db, member: Member, form: SentForm): Promise<Made> {
  const earlier = await ofForm(db, member, form).executeTakeFirstOrThrow()
  const { work_id: workId, chapter_id: chapterId } = earlier
  if (earlier.fingerprint !== form.fingerprint || workId === null || chapterId === null)
    throw conflict('This form was sent before, with other words in it. Sending it again saves this one as well.')
  return { workId, chapterId }
}

function ofForm(db: Db, member: Member, { token }: SentForm) {
  return db.selectFrom('sent_form').where('account_id', '=', member.accountId).where('token', '=', token).selectAll()
}

export async function rememberMade(db: Db, member: Member, { token }: SentForm, made: Made): Promise<void> {
  await db
    .updateTable('sent_form')
    .set({ work_id: made.workId, chapter_id: made.chapterId })
    .where('account_id', '=', member.accountId)
    .where('token', '=', token)
    .execute()
}
