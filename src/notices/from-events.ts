// Reads what has happened since the last look and queues a mail for each member who wants to know of it.
import { sql } from 'kysely'
import { isEmail } from '../people/email.ts'
import { parsePreferences } from '../people/preferences.ts'
import { readSettings } from '../site/settings.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { dialectOf } from '../store/dialect.ts'
import { listReviewed, listWritersAnswered, type Recipient } from './find-recipients.ts'
import { writeApprovals } from './approvals.ts'
import { sendMailLater } from './mail.ts'
import { writeSubmissions } from './submissions.ts'
import { writeUpdates } from './updates.ts'

const POSITION = 'notices.position'
const EVENTS_AT_ONCE = 200
/** On PostgreSQL a change that began earlier may come to light after a later one; so long nobody is told. */
const SETTLING_MS = 5000

const WANTED_BY = { review_left: 'mailAboutReviews', review_answered: 'mailAboutReplies' } as const
type Kind = keyof typeof WANTED_BY

/** The whole address of a review, or of a work; null: nobody has told the archive its address yet. */
export type ReviewLink = (id: number, kind?: 'review' | 'work') => string | null

/** Returns how many events were read; at the first look ever, only notes where to begin. Safe to repeat. */
export async function tellOfEvents(db: Db, linkTo: ReviewLink, now: number): Promise<number> {
  const { name } = await readSettings(db)
  return inTransaction(db, async (db) => {
    const position = await readPosition(db)
    if (position === null) return savePosition(db, await lastEventId(db), now).then(() => 0)
    const events = await db
      .selectFrom('event')
      .where('id', '>', position)
      .where('happened_at', '<=', now - SETTLING_MS)
      .select(['id', 'kind', 'subject_id', 'account_id', 'payload'])
      .orderBy('id')
      .limit(EVENTS_AT_ONCE)
      .execute()
    if (events.length === 0) return 0
    const reviewed = await listReviewed(db, subjectsOf(events, 'review_left'))
    const answered = await listWritersAnswered(db, subjectsOf(events, 'review_answered'))
    for (const person of reviewed.filter((person) => wants(person, 'review_left'))) {
      await sendMailLater(db, reviewMail(person, name, linkTo(person.reviewId)), now)
    }
    for (const person of answered.filter((person) => wants(person, 'review_answered'))) {
      await sendMailLater(db, answerMail(person, name, linkTo(person.reviewId)), now)
    }
    for (const mail of await writeApprovals(db, events, name)) await sendMailLater(db, mail, now)
    const sender = { archive: name, linkTo: (workId: number) => linkTo(workId, 'work') }
    for (const mail of await writeSubmissions(db, events, sender)) await sendMailLater(db, mail, now)
    for (const mail of await writeUpdates(db, events, sender)) await sendMailLater(db, mail, now)
    await savePosition(db, events.at(-1)!.id, now)
    return events.length
  })
}

function subjectsOf(events: ReadonlyArray<{ kind: string; subject_id: number }>, kind: Kind): number[] {
  return events.filter((event) => event.kind === kind).map((event) => event.subject_id)
}

function wants({ email, preferences }: Recipient, kind: Kind): boolean {
  return isEmail(email) && parsePreferences(preferences)[WANTED_BY[kind]]
}

function reviewMail({ email, name, by, title }: Recipient, archive: string, link: string | null) {
  const text = `Hello ${name},\n\n${by} has left a review of “${title}”.`
  return { to: email, subject: `A review of “${title}”`, text: text + ending(archive, link) }
}

function answerMail({ email, name, by, title }: Recipient, archive: string, link: string | null) {
  const text = `Hello ${name},\n\n${by} has answered your review of “${title}”.`
  return { to: email, subject: `An answer to your review of “${title}”`, text: text + ending(archive, link) }
}

function ending(archive: string, link: string | null): string {
  const read = link === null ? '' : `\n\nTo read it:\n${link}`
  return `${read}\n\nIf you want no more mails like this, say so on your account’s page.\n\n-- \n${archive}\n`
}

/** On PostgreSQL the row is held until the end, so that of two nodes one tells and the other finds it told. */
async function readPosition(db: Db): Promise<number | null> {
  let query = db.selectFrom('setting').where('name', '=', POSITION).select('value')
  if (dialectOf(db).name === 'postgres') query = query.modifyEnd(sql`for update`)
  const row = await query.executeTakeFirst()
  return row ? Number(row.value) : null
}

async function lastEventId(db: Db): Promise<number> {
  const { last } = await db
    .selectFrom('event')
    .select((eb) => eb.fn.max('id').as('last'))
    .executeTakeFirstOrThrow()
  return Number(last ?? 0)
}

async function savePosition(db: Db, position: number, now: number): Promise<void> {
  const value = JSON.stringify(position)
  await db
    .insertInto('setting')
    .values({ name: POSITION, value, updated_at: now })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value, updated_at: now }))
    .execute()
}
