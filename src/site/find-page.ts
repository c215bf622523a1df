import { notFound } from '../errors.ts'
import type { Db } from '../store/database.ts'

/** Shown in the form in which people register, where the archive has such a page. */
export const TERMS = 'tos'

export async function findPage(db: Db, slug: string) {
  const page = await findPageIfAny(db, slug)
  if (!page) throw notFound('Page')
  return page
}

export async function findPageIfAny(db: Db, slug: string) {
  return db
    .selectFrom('page')
    .where('slug', '=', slug)
    .select(['id', 'slug', 'title', 'body_html as bodyHtml'])
    .executeTakeFirst()
}

/** For those who edit them, by title. */
export async function listPages(db: Db) {
  return db
    .selectFrom('page')
    .select((eb) => ['id', 'slug', 'title', eb('code', '<>', '').as('hasCode')])
    .orderBy('title')
    .orderBy('id')
    .execute()
}

export async function findPageToEdit(db: Db, pageId: number) {
  const page = await db
    .selectFrom('page')
    .where('id', '=', pageId)
    .select(['id', 'slug', 'title', 'body_source as bodySource', 'code'])
    .executeTakeFirst()
  if (!page) throw notFound('Page')
  return page
}
