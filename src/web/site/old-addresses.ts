// Addresses of the sites that moved in, in whatever folder they lived, lead to the right new pages for good.
import { notFound } from '../../errors.ts'
import { findMapped } from '../../import/efiction/addresses/map-addresses.ts'
import { countMiss, isJunk } from '../../import/efiction/addresses/missed-addresses.ts'
import { findNewPlace, type OldAddress } from '../../import/efiction/addresses/old-addresses.ts'
import { findPicture } from '../../import/efiction/addresses/old-picture.ts'
import { isUnder } from '../../import/efiction/addresses/old-sites.ts'
import type { NewPlace } from '../../import/efiction/addresses/places.ts'
import type { OldFilter, OldTag } from '../../import/efiction/addresses/old-filter.ts'
import { type Chosen, NOTHING_CHOSEN } from '../../search/chosen.ts'
import { writeFilter } from '../../search/filter-address.ts'
import { updatedFeed } from '../feeds/routes.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { answerTo } from '../refusals.ts'
import { requestHeader } from '../request-header.ts'
import { type C, page } from '../respond.ts'
import { findLostPage, lostPage } from './old-addresses-lost-page.ts'

/** A question mark that was escaped once too often is one too. No page of the archive itself ends in `.php`. */
const OLD_PAGES = '/:file{(?:.*/)?[^/]*\\.[Pp][Hh][Pp](?:%3[Ff].*)?/?}'

/** Before all other routes: texts link to old pages from wherever they are shown. */
export function oldAddressRoutes(app: App, parts: Parts): void {
  app.get(OLD_PAGES, async (c) => {
    const address = askedAddress(c)
    if (/(?:^|\/)rss\.php$/i.test(address.path)) return updatedFeed(c, parts)
    return (await redirection(c, parts, address)) ?? lost(c, parts, address)
  })

  app.post(OLD_PAGES, async (c) => {
    const place = await findNewPlace(parts.db, c.get('oldSites'), askedAddress(c))
    if (!place) throw notFound('Page')
    return c.redirect(addressOf(place), 303)
  })
}

/** Looks and parts of the old program. */
const OLD_FOLDERS = /^\/(?:skins|images|buttons|blocks|modules|default_tpls|languages|stories)\//

/** What no route knows: a page of an old site that had no name of its own, or nothing at all. */
export async function answerUnknown(c: C, parts: Parts): Promise<Response> {
  const sites = c.get('oldSites')
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD'
  if (!isRead || sites === undefined || sites.length === 0) return answerTo(notFound('Page'), c, parts)
  const address = askedAddress(c)
  const picture = await findPicture(parts.db, sites, address)
  // Other sites show these too, at the addresses that they always had.
  if (picture !== null) return forGood(c, picture, { 'cross-origin-resource-policy': 'cross-origin' })
  const folder = address.path.replace(/\/$/, '')
  if (sites.some((site) => site.path !== '' && site.path === folder)) return forGood(c, paths.home({}))
  const found = await redirection(c, parts, address)
  if (found) return found
  const isBelow = sites.some((site) => site.path !== '' && isUnder(address.path, site.path))
  const isOld = isBelow || OLD_FOLDERS.test(address.path)
  return isOld ? lost(c, parts, address) : answerTo(notFound('Page'), c, parts)
}

async function redirection(c: C, { db }: Parts, address: OldAddress): Promise<Response | null> {
  const place = await findNewPlace(db, c.get('oldSites'), address)
  return place && forGood(c, addressOf(place))
}

/** Kept by browsers for a day only: an owner may change their mind. */
function forGood(c: C, path: string, headers: Readonly<Record<string, string>> = {}): Response {
  return c.body(null, 301, { location: path, 'cache-control': 'public, max-age=86400', ...headers })
}

async function lost(c: C, parts: Parts, { path, search }: OldAddress): Promise<Response> {
  if (c.get('oldSites').length === 0 || isJunk(path)) throw notFound('Page')
  const asked = path + search
  const mapped = await findMapped(parts.db, asked)
  if (mapped !== null) return forGood(c, mapped)
  if (c.req.method === 'GET')
    countMiss(parts.db, { address: asked, referrer: requestHeader(c, 'referer') }, parts.now())
  return page(c, lostPage(c.get('chrome'), await findLostPage(parts.db, c.get('viewer'), { path, search })), 404)
}

/** Host, path and query as they were sent. */
function askedAddress(c: C): OldAddress {
  const { url } = c.req
  const start = url.indexOf('/', url.indexOf('//') + 2)
  const [asked = ''] = url
    .slice(start)
    .replace(/\.php%3f/i, '.php?')
    .split('#', 1)
  const cut = asked.indexOf('?')
  const path = (cut < 0 ? asked : asked.slice(0, cut)).replace(/\.php\/$/i, '.php')
  return { host: url.slice(url.indexOf('//') + 2, start), path, search: cut < 0 ? '' : asked.slice(cut) }
}

function addressOf({ to, params, query, back, filter }: NewPlace): string {
  const link = paths[to] as (params: NewPlace['params'], query?: NewPlace['query']) => string
  const address = link(params ?? {}, back ? { ...query, to: addressOf(back) } : query)
  const narrowed = filter === undefined ? '' : writeFilter(chosenOf(filter))
  return narrowed === '' ? address : `${address}${address.includes('?') ? '&' : '?'}${narrowed}`
}

function chosenOf({ isByTitle, authors, ...filter }: OldFilter): Chosen {
  const tag = ({ slug, vocabularySlug }: OldTag) => ({ slug, vocabularySlug, id: 0, name: slug, vocabularyId: 0 })
  return {
    ...NOTHING_CHOSEN,
    ...filter,
    with: filter.with.map(tag),
    any: filter.any.map(tag),
    without: filter.without.map(tag),
    authors: authors.map((slug) => ({ slug, id: 0, name: slug })),
    sort: { by: isByTitle ? 'title' : null, direction: null },
  }
}
