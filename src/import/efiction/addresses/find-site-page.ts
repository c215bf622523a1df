import { slugOf } from '../../../text/slug.ts'
import { cleanText } from '../../../text/well-formed.ts'
import type { Ask } from './ask.ts'
import { type NewPlace, place } from './places.ts'

/** `viewpage.php`: a page by its name or number. */
export async function findPage({ db, query }: Ask): Promise<NewPlace | null> {
  return pageNamed({ db }, query.text('page') || query.text('id'))
}

/** `help.php`, `tos.php` and their like had pages' names. */
export function pageOf(name: string) {
  return async ({ db }: Ask): Promise<NewPlace> => (await pageNamed({ db }, name)) ?? place('home')
}

async function pageNamed({ db }: Pick<Ask, 'db'>, name: string): Promise<NewPlace | null> {
  if (name === '' || name.length > 200) return null
  const slug = slugOf(cleanText(name), 'page')
  const found = await db.selectFrom('page').where('slug', '=', slug).select('slug').executeTakeFirst()
  return found ? place('page', { slug: found.slug }) : null
}

/** `news.php`: all news, or one with what was said about it. */
export async function findNews({ db, numbers, query }: Ask): Promise<NewPlace> {
  const news = await numbers.find('news', query.number('nid'))
  if (news === null) return place('newsList')
  const found = await db.selectFrom('news').where('id', '=', news).select('id').executeTakeFirst()
  return found ? place('news', { news }) : place('newsList')
}
