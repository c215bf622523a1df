import { FAVOURITES } from '../../../reading/shelf.ts'
import type { Ask } from './ask.ts'
import { type NewPlace, place } from './places.ts'

/** `viewuser.php`: a member's page, whichever tab of it. */
export async function findMember(ask: Ask): Promise<NewPlace | null> {
  const { query } = ask
  const action = query.word('action')
  if (action === 'manfavs') return ownFavourites('')
  if (action === 'stats') return place('myWorks')
  if (query.text('uid') === '') return action === '' ? place('browseAuthors') : place('account')
  const pseud = await findPseud(ask)
  if (!pseud) return null
  const { slug } = pseud
  if (action.startsWith('fav') && (await showsFavourites(ask, pseud.id)))
    return place('shelf', { slug, shelf: FAVOURITES.slug }, kindOf(action))
  return place('author', { slug })
}

/** A page of their own, for the member who asks. */
export function ownFavourites(action: string): NewPlace {
  return place('myShelf', { shelf: FAVOURITES.slug }, kindOf(action))
}

function kindOf(action: string): NewPlace['query'] {
  if (action === 'favse') return { of: 'series' }
  return action === 'favau' || action === 'favauth' ? { of: 'authors' } : undefined
}

/** A shelf that is closed, or not there, has no page for others: then the member's own is the nearest. */
async function showsFavourites({ db }: Ask, pseudId: number): Promise<boolean> {
  const found = await db
    .selectFrom('shelf')
    .innerJoin('pseud', 'pseud.account_id', 'shelf.account_id')
    .where('pseud.id', '=', pseudId)
    .where('pseud.is_default', '=', 1)
    .where('shelf.slug', '=', FAVOURITES.slug)
    .where('shelf.is_public', '=', 1)
    .select('shelf.id')
    .executeTakeFirst()
  return found !== undefined
}

export async function findSlug(ask: Ask): Promise<string | null> {
  return (await findPseud(ask))?.slug ?? null
}

async function findPseud({ db, numbers, query }: Ask): Promise<{ id: number; slug: string } | null> {
  const pseudId = await numbers.find('member', query.number('uid', 'favuid'))
  if (pseudId === null) return null
  return (await db.selectFrom('pseud').where('id', '=', pseudId).select(['id', 'slug']).executeTakeFirst()) ?? null
}

export async function findSeries({ numbers, query }: Ask): Promise<NewPlace | null> {
  const series = await numbers.find('series', query.number('seriesid', 'ssid'))
  if (series !== null) return place('series', { series })
  return query.has('seriesid') || query.has('ssid') ? null : place('browseSeries')
}
