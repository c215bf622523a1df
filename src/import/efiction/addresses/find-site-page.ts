import { slugOf } from '../../../text/slug.ts'
import { cleanText } from '../../../text/well-formed.ts'
import type { Ask } from './ask.ts'
import { type NewPlace, place } from './places.ts'

/** `viewpage.php`: a page by its name or number. */
export async function findPage(ask: Ask): Promise<NewPlace | null> {
  const { db, numbers, query } = ask
  const named = await pageNamed(ask, query.text('page'))
  if (named) return named
  const message = await numbers.find('message', query.number('id', 'page'))
  if (message === null) return null
  // Below zero: words that stand on the home page and at the foot of every page.
  if (message < 0) return place('home')
  const found = await db.selectFrom('page').where('id', '=', message).select('slug').executeTakeFirst()
  return found ? place('page', { slug: found.slug }) : null
}

/** `help.php`, `tos.php` and their like had pages' names. */
export function pageOf(name: string) {
  return async (ask: Ask): Promise<NewPlace> => (await pageNamed(ask, name)) ?? place('home')
}

/** Where several sites had a page of this name, the later ones got a number behind it. */
async function pageNamed({ db, numbers }: Ask, name: string): Promise<NewPlace | null> {
  if (name === '' || name.length > 200) return null
  const slug = slugOf(cleanText(name), 'page')
  const slugs = [slug, ...[2, 3, 4, 5, 6, 7, 8, 9].map((number) => `${slug}-${number}`)]
  const found = await db.selectFrom('page').where('slug', 'in', slugs).select(['id', 'slug']).orderBy('id').execute()
  const first = found.find((page) => page.slug === slug)
  if (!first) return null
  if (found.length === 1) return place('page', { slug })
  const moved = await db
    .selectFrom('legacy_id')
    .where('kind', '=', 'message')
    .where(
      'new_id',
      'in',
      found.map((page) => page.id),
    )
    .select(['source', 'new_id'])
    .execute()
  const id = await numbers.choose(moved)
  return place('page', { slug: found.find((page) => page.id === id)?.slug ?? slug })
}

/** `news.php`: all news, or one with what was said about it. */
export async function findNews({ db, numbers, query }: Ask): Promise<NewPlace> {
  const news = (await numbers.find('news', query.number('nid'))) ?? (await newsOfComment({ db, numbers, query }))
  if (news === null) return place('newsList')
  const found = await db.selectFrom('news').where('id', '=', news).select('id').executeTakeFirst()
  return found ? place('news', { news }) : place('newsList')
}

async function newsOfComment({ db, numbers, query }: Pick<Ask, 'db' | 'numbers' | 'query'>): Promise<number | null> {
  const comment = await numbers.find('news_comment', query.number('cid'))
  if (comment === null) return null
  const row = await db.selectFrom('news_comment').where('id', '=', comment).select('news_id').executeTakeFirst()
  return row?.news_id ?? null
}
