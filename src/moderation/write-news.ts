import { notFound } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { refuseIfAny, tidyTitle } from '../works/check-input.ts'
import { chapterHtml } from '../works/source-to-html.ts'
import { looksLikeHtml } from '../text/plain-to-html.ts'
import { refuseOtherThanAdmins } from './change-archive.ts'

export interface TextInput {
  title: string
  /** Plain text or HTML, as it was typed. */
  body: string
}

const LONGEST_TITLE = 255
const LONGEST_BODY = 200_000

/** A whole text of the archive's own: news, a page. */
export function checkText({ title, body }: TextInput) {
  const tidy = tidyTitle(title)
  refuseIfAny(
    tidy === '' ? { title: 'Please give it a title.' } : {},
    [...tidy].length > LONGEST_TITLE ? { title: `A title has at most ${LONGEST_TITLE} characters.` } : {},
    body.length > LONGEST_BODY ? { body: `Please use at most ${LONGEST_BODY} characters.` } : {},
  )
  const html = chapterHtml(body, looksLikeHtml(body) ? 'html' : 'plain')
  return { title: tidy, body_source: body, body_html: html }
}

/** `newsId` null: something new. Returns its id. */
export async function saveNews(
  db: Db,
  admin: Member,
  { newsId, ...input }: TextInput & { newsId: number | null },
  now: number,
): Promise<number> {
  refuseOtherThanAdmins(admin)
  const text = checkText(input)
  return inTransaction(db, async (db) => {
    const id = newsId === null ? await insertNews(db, admin, text, now) : await updateNews(db, newsId, text, now)
    const action = newsId === null ? 'news written' : 'news edited'
    await recordAct(
      db,
      { accountId: admin.accountId, action, subject: { kind: 'news', id }, detail: { title: text.title } },
      now,
    )
    return id
  })
}

type Text = ReturnType<typeof checkText>

async function insertNews(db: Db, admin: Member, text: Text, now: number): Promise<number> {
  const { id } = await db
    .insertInto('news')
    .values({ ...text, pseud_id: admin.pseudId, author_name: admin.name, posted_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function updateNews(db: Db, newsId: number, text: Text, now: number): Promise<number> {
  const found = await db
    .updateTable('news')
    .set({ ...text, edited_at: now })
    .where('id', '=', newsId)
    .returning('id')
    .executeTakeFirst()
  if (!found) throw notFound('News')
  return found.id
}

export async function findNewsToEdit(db: Db, admin: Member, newsId: number): Promise<TextInput & { id: number }> {
  refuseOtherThanAdmins(admin)
  const news = await db
    .selectFrom('news')
    .where('id', '=', newsId)
    .select(['id', 'title', 'body_source', 'body_html'])
    .executeTakeFirst()
  if (!news) throw notFound('News')
  return { id: news.id, title: news.title, body: news.body_source || news.body_html }
}

/** With everything that was said about it. */
export async function deleteNews(db: Db, admin: Member, newsId: number, now: number): Promise<void> {
  const { title } = await findNewsToEdit(db, admin, newsId)
  await inTransaction(db, async (db) => {
    await db.deleteFrom('news').where('id', '=', newsId).execute()
    const subject = { kind: 'news', id: newsId }
    await recordAct(db, { accountId: admin.accountId, action: 'news deleted', subject, detail: { title } }, now)
  })
}
