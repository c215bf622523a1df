import { notAllowed, notFound } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import { countAttempt, DOUBLE_CLICK_MS } from '../people/limits.ts'
import { isModerator, type Member, type Viewer } from '../people/viewer.ts'
import { checkWords, maskedWords } from '../reviews/check-review.ts'
import { findNews } from '../site/list-news.ts'
import { readSettings } from '../site/settings.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'

export const PER_MEMBER = { max: 30, windowSeconds: 60 * 60 }

function comments(db: Db) {
  return db
    .selectFrom('news_comment')
    .leftJoin('pseud', 'pseud.id', 'news_comment.pseud_id')
    .select([
      'news_comment.id',
      'news_comment.news_id as newsId',
      'news_comment.body_html as bodyHtml',
      'news_comment.body_source as bodySource',
      'news_comment.guest_name as guestName',
      'news_comment.posted_at as postedAt',
      'news_comment.edited_at as editedAt',
      'pseud.name as authorName',
      'pseud.slug as authorSlug',
      'pseud.account_id as accountId',
    ])
}

export type NewsComment = Awaited<ReturnType<typeof findRow>>

async function findRow(db: Db, commentId: number) {
  const row = await comments(db).where('news_comment.id', '=', commentId).executeTakeFirst()
  if (!row) throw notFound('Comment')
  return row
}

/** In the order they were written. */
export async function listComments(db: Db, newsId: number, paging: Paging): Promise<Paged<NewsComment>> {
  const [rows, { total }] = await Promise.all([
    comments(db)
      .where('news_id', '=', newsId)
      .orderBy('news_comment.created_at')
      .orderBy('news_comment.id')
      .limit(paging.perPage)
      .offset(offsetOf(paging))
      .execute(),
    db
      .selectFrom('news_comment')
      .where('news_id', '=', newsId)
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  return paged(rows, total, paging)
}

/** Only whoever wrote it. */
export function canEditComment(viewer: Viewer, { accountId }: { accountId: number | null }): boolean {
  return viewer.kind === 'member' && viewer.accountId === accountId
}

/** Whoever wrote it, and moderators. */
export function canDeleteComment(viewer: Viewer, comment: { accountId: number | null }): boolean {
  return canEditComment(viewer, comment) || isModerator(viewer)
}

/** Returns its id; the same words sent twice within a minute are one comment. */
export async function leaveComment(db: Db, member: Member, newsId: number, body: string, now: number): Promise<number> {
  await findNews(db, newsId)
  if ((await readSettings(db)).newsComments === 'nobody')
    throw notAllowed('This archive takes no comments on its news.')
  const words = await maskedWords(db, checkWords(body, false))
  await countAttempt(db, `comment account ${member.accountId}`, PER_MEMBER, now)
  return inTransaction(db, async (db) => {
    const same = await db
      .selectFrom('news_comment')
      .where('news_id', '=', newsId)
      .where('pseud_id', '=', member.pseudId)
      .where('body_source', '=', words.source)
      .where('created_at', '>', now - DOUBLE_CLICK_MS)
      .select('id')
      .executeTakeFirst()
    if (same) return same.id
    const row = { news_id: newsId, pseud_id: member.pseudId, guest_name: null, posted_at: now, created_at: now }
    const { id } = await db
      .insertInto('news_comment')
      .values({ ...row, body_source: words.source, body_html: words.html })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  })
}

export async function findCommentToEdit(db: Db, member: Member, commentId: number): Promise<NewsComment> {
  const comment = await findRow(db, commentId)
  if (!canEditComment(member, comment)) throw notAllowed('Only whoever wrote a comment can change it.')
  return comment
}

/** Returns the news that it is about. */
export async function editComment(db: Db, member: Member, commentId: number, body: string, now: number) {
  const comment = await findCommentToEdit(db, member, commentId)
  const words = await maskedWords(db, checkWords(body, false))
  if (words.source !== comment.bodySource)
    await db
      .updateTable('news_comment')
      .set({ body_source: words.source, body_html: words.html, edited_at: now })
      .where('id', '=', commentId)
      .execute()
  return comment.newsId
}

export async function findCommentToDelete(db: Db, member: Member, commentId: number): Promise<NewsComment> {
  const comment = await findRow(db, commentId)
  if (!canDeleteComment(member, comment))
    throw notAllowed('Only whoever wrote a comment, or a moderator, can delete it.')
  return comment
}

/** Returns the news that it was about. */
export async function deleteComment(db: Db, member: Member, commentId: number, now: number): Promise<number> {
  const comment = await findCommentToDelete(db, member, commentId)
  await inTransaction(db, async (db) => {
    await db.deleteFrom('news_comment').where('id', '=', commentId).execute()
    if (canEditComment(member, comment)) return
    const detail = { by: comment.authorName ?? comment.guestName, words: comment.bodySource }
    const subject = { kind: 'news comment', id: commentId }
    await recordAct(db, { accountId: member.accountId, action: 'comment deleted', subject, detail }, now)
  })
  return comment.newsId
}
