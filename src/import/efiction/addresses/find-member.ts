import type { Ask } from './ask.ts'
import { type NewPlace, place } from './places.ts'

/** `viewuser.php`: a member's page, whichever tab of it. */
export async function findMember(ask: Ask): Promise<NewPlace | null> {
  const { query } = ask
  if (!query.has('uid')) return query.word('action') === '' ? place('browseAuthors') : place('account')
  const action = query.word('action')
  if (action === 'stats') return place('myWorks')
  const slug = await findSlug(ask)
  return slug === null ? null : place('author', { slug })
}

export async function findSlug({ db, numbers, query }: Ask): Promise<string | null> {
  const pseudId = await numbers.find('member', query.number('uid', 'favuid'))
  if (pseudId === null) return null
  const pseud = await db.selectFrom('pseud').where('id', '=', pseudId).select('slug').executeTakeFirst()
  return pseud?.slug ?? null
}

export async function findSeries({ numbers, query }: Ask): Promise<NewPlace | null> {
  const series = await numbers.find('series', query.number('seriesid', 'ssid'))
  if (series !== null) return place('series', { series })
  return query.has('seriesid') || query.has('ssid') ? null : place('browseSeries')
}
