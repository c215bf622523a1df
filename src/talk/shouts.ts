import { invalid, notAllowed, notFound } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import { countAttempt, DOUBLE_CLICK_MS } from '../people/limits.ts'
import { isModerator, type Member, type Viewer } from '../people/viewer.ts'
import { checkWords, maskedWords } from '../reviews/check-review.ts'
import { readSettings } from '../site/settings.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'

export const LONGEST_SHOUT = 500
export const PER_MEMBER = { max: 10, windowSeconds: 10 * 60 }

function shouts(db: Db) {
  return db
    .selectFrom('shout')
    .leftJoin('pseud', 'pseud.id', 'shout.pseud_id')
    .select([
      'shout.id',
      'shout.body_html as bodyHtml',
      'shout.body_source as bodySource',
      'shout.guest_name as guestName',
      'shout.posted_at as postedAt',
      'pseud.name as authorName',
      'pseud.slug as authorSlug',
      'pseud.account_id as accountId',
    ])
}

export type Shout = Awaited<ReturnType<typeof listShouts>>['rows'][number]

/** The newest first. */
export async function listShouts(db: Db, paging: Paging) {
  const [rows, { total }] = await Promise.all([
    shouts(db)
      .orderBy('shout.created_at', 'desc')
      .orderBy('shout.id', 'desc')
      .limit(paging.perPage)
      .offset(offsetOf(paging))
      .execute(),
    db
      .selectFrom('shout')
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  return paged(rows, total, paging) satisfies Paged<unknown>
}

/** Whoever wrote it, and moderators. */
export function canDeleteShout(viewer: Viewer, { accountId }: { accountId: number | null }): boolean {
  return viewer.kind === 'member' && (viewer.accountId === accountId || isModerator(viewer))
}

/** The same words sent twice within a minute are one shout. */
export async function shout(db: Db, member: Member, body: string, now: number): Promise<void> {
  if ((await readSettings(db)).shouts === 'nobody') throw notAllowed('The shoutbox of this archive is closed.')
  if ([...body.trim()].length > LONGEST_SHOUT)
    throw invalid({ body: `Please use at most ${LONGEST_SHOUT} characters.` })
  const words = await maskedWords(db, checkWords(body, false))
  await countAttempt(db, `shout account ${member.accountId}`, PER_MEMBER, now)
  await inTransaction(db, async (db) => {
    const same = await db
      .selectFrom('shout')
      .where('pseud_id', '=', member.pseudId)
      .where('body_source', '=', words.source)
      .where('created_at', '>', now - DOUBLE_CLICK_MS)
      .select('id')
      .executeTakeFirst()
    if (same) return
    const row = { pseud_id: member.pseudId, guest_name: null, posted_at: now, created_at: now }
    await db
      .insertInto('shout')
      .values({ ...row, body_source: words.source, body_html: words.html })
      .execute()
  })
}

export async function deleteShout(db: Db, member: Member, shoutId: number, now: number): Promise<void> {
  const found = await shouts(db).where('shout.id', '=', shoutId).executeTakeFirst()
  if (!found) throw notFound('Message')
  if (!canDeleteShout(member, found)) throw notAllowed('Only whoever wrote a message, or a moderator, can delete it.')
  await inTransaction(db, async (db) => {
    await db.deleteFrom('shout').where('id', '=', shoutId).execute()
    if (found.accountId === member.accountId) return
    const detail = { by: found.authorName ?? found.guestName, words: found.bodySource }
    const subject = { kind: 'shout', id: shoutId }
    await recordAct(db, { accountId: member.accountId, action: 'message deleted', subject, detail }, now)
  })
}
