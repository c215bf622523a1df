import { recordAct } from '../people/audit.ts'
import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { findPoll } from '../talk/polls.ts'
import { refuseIfAny, tidyTitle } from '../works/check-input.ts'
import { refuseOtherThanAdmins } from './change-archive.ts'

const LONGEST = 255
const MOST_OPTIONS = 50

export interface PollInput {
  question: string
  /** One answer a line. */
  options: string
}

/** Returns its id. Members see the newest open question on the home page. */
export async function openPoll(db: Db, admin: Member, input: PollInput, now: number): Promise<number> {
  refuseOtherThanAdmins(admin)
  const question = tidyTitle(input.question)
  const options = input.options.split('\n').map(tidyTitle).filter(Boolean)
  refuseIfAny(
    question === '' ? { question: 'Please ask something.' } : {},
    tooLong(question) ? { question: `Please use at most ${LONGEST} characters.` } : {},
    options.length < 2 ? { options: 'Please offer at least two answers, each on a line of its own.' } : {},
    options.length > MOST_OPTIONS ? { options: `A poll has at most ${MOST_OPTIONS} answers.` } : {},
    options.some(tooLong) ? { options: `An answer has at most ${LONGEST} characters.` } : {},
  )
  return inTransaction(db, async (db) => {
    const { id } = await db
      .insertInto('poll')
      .values({ question, opened_at: now, closed_at: null, created_at: now })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('poll_option')
      .values(options.map((label, index) => ({ poll_id: id, position: index + 1, label })))
      .execute()
    await recordAct(db, { accountId: admin.accountId, action: 'poll opened', detail: { title: question } }, now)
    return id
  })
}

function tooLong(text: string): boolean {
  return [...text].length > LONGEST
}

/** The totals stay, who voted for what is forgotten. Closing twice is harmless. */
export async function closePoll(db: Db, admin: Member, pollId: number, now: number): Promise<void> {
  refuseOtherThanAdmins(admin)
  await inTransaction(db, async (db) => {
    // Whoever closes it first holds the row; a vote that comes later finds it closed.
    const closed = await db
      .updateTable('poll')
      .set({ closed_at: now })
      .where('id', '=', pollId)
      .where('closed_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    const { options, question } = await findPoll(db, admin, pollId)
    if (!closed) return
    for (const { id, votes } of options)
      await db.updateTable('poll_option').set({ counted: votes }).where('id', '=', id).execute()
    await db.deleteFrom('poll_vote').where('poll_id', '=', pollId).execute()
    await recordAct(db, { accountId: admin.accountId, action: 'poll closed', detail: { title: question } }, now)
  })
}

export async function deletePoll(db: Db, admin: Member, pollId: number, now: number): Promise<void> {
  refuseOtherThanAdmins(admin)
  await inTransaction(db, async (db) => {
    const { question } = await findPoll(db, admin, pollId)
    await db.deleteFrom('poll').where('id', '=', pollId).execute()
    await recordAct(db, { accountId: admin.accountId, action: 'poll deleted', detail: { title: question } }, now)
  })
}
