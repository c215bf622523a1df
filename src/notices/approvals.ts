// What a moderator wrote to the authors of a work that was approved.
import { isEmail } from '../people/email.ts'
import type { Db } from '../store/database.ts'
import type { Mail } from './mail.ts'

interface Happened {
  kind: string
  subject_id: number
  /** JSON. */
  payload: string
}

/** One mail to each author with an address; none where the moderator wrote nothing. */
export async function writeApprovals(db: Db, events: readonly Happened[], archive: string): Promise<Mail[]> {
  const letters = new Map<number, string>()
  for (const { kind, subject_id, payload } of events) {
    if (kind !== 'work_approved') continue
    const { letter = '' } = JSON.parse(payload) as { letter?: string }
    if (letter !== '') letters.set(subject_id, letter)
  }
  if (letters.size === 0) return []
  const rows = await db
    .selectFrom('work')
    .innerJoin('creator', 'creator.work_id', 'work.id')
    .innerJoin('pseud', 'pseud.id', 'creator.pseud_id')
    .innerJoin('account', 'account.id', 'pseud.account_id')
    .where('work.id', 'in', [...letters.keys()])
    .where('work.deleted_at', 'is', null)
    .where('account.state', '=', 'active')
    .select(['work.id', 'work.title', 'account.email'])
    .distinct()
    .execute()
  return rows.flatMap(({ id, title, email }) =>
    email !== null && isEmail(email)
      ? [{ to: email, subject: `“${title}” is posted`, text: `${letters.get(id)!}\n\n-- \n${archive}\n` }]
      : [],
  )
}
