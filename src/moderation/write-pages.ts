import { conflict } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import type { Member } from '../people/viewer.ts'
import { findPageToEdit } from '../site/find-page.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { dialectOf } from '../store/dialect.ts'
import { slugOf } from '../text/slug.ts'
import { refuseOtherThanAdmins } from './change-archive.ts'
import { checkText, type TextInput } from './write-news.ts'

export interface PageInput extends TextInput {
  /** Of its address; empty: made of the title. */
  slug: string
}

/** `pageId` null: a new one. Returns the page's slug; refuses with conflict one that is taken. */
export async function savePage(
  db: Db,
  admin: Member,
  { pageId, ...input }: PageInput & { pageId: number | null },
  now: number,
): Promise<string> {
  refuseOtherThanAdmins(admin)
  const text = checkText(input)
  const slug = slugOf(input.slug.trim() || text.title, 'page')
  const row = { ...text, slug, updated_at: now }
  await inTransaction(db, async (db) => {
    if (pageId !== null) await findPageToEdit(db, pageId)
    const saved =
      pageId === null
        ? db.insertInto('page').values(row).execute()
        : db.updateTable('page').set(row).where('id', '=', pageId).execute()
    await saved.catch((error: unknown) => {
      throw dialectOf(db).isDuplicate(error) ? taken() : error
    })
    const action = pageId === null ? 'page made' : 'page edited'
    await recordAct(db, { accountId: admin.accountId, action, detail: { title: text.title, slug } }, now)
  })
  return slug
}

function taken() {
  const message = 'Another page has this address.'
  return conflict(message, { slug: message })
}

export async function deletePage(db: Db, admin: Member, pageId: number, now: number): Promise<void> {
  refuseOtherThanAdmins(admin)
  const { title, slug } = await findPageToEdit(db, pageId)
  await inTransaction(db, async (db) => {
    await db.deleteFrom('page').where('id', '=', pageId).execute()
    await recordAct(db, { accountId: admin.accountId, action: 'page deleted', detail: { title, slug } }, now)
  })
}
