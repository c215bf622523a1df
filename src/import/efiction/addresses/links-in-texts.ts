// Links to the old site inside texts, resolved when a page is sent: nothing stored is changed.
import { isOfOthers, isUnder, type OldSiteAddress, plainHost } from './old-sites.ts'

const PAGE_NAMES =
  'index|viewstory|viewuser|viewseries|series|reviews|browse|search2?|categories|titles|authors|members|recent|featured|' +
  'toplists|news|viewpage|help|rules|tos|contact|rss|user|stories|submission|admin|challenges|pollarchive'

const PAGE = new RegExp(`/(?:${PAGE_NAMES}|blocks/shoutbox/archive)\\.php$`, 'i')

const VALUE = '="'
const NAME = ' href'
const ENDING = '.php'

/**
 * The same page with links to the old sites leading to their old addresses on this archive, which know where to go.
 * `at` is the path of the page: links without a host are of the site that its text came from.
 */
export function leadHome(html: string, sites: readonly OldSiteAddress[], at: string): string {
  if (sites.length === 0) return html
  let page = ''
  let from = 0
  let end = 0
  let nextPage = html.indexOf(ENDING)
  // An equals sign is rare in prose, so that most of a page is passed over at once, and most links are left unread.
  for (let found = html.indexOf(VALUE); found !== -1; found = html.indexOf(VALUE, end)) {
    const start = found + VALUE.length
    end = start
    if (!html.endsWith(NAME, found)) continue
    end = html.indexOf('"', start)
    if (end === -1) break
    if (nextPage !== -1 && nextPage < start) nextPage = html.indexOf(ENDING, start)
    const namesPage = nextPage !== -1 && nextPage < end
    if (!namesPage && !namesHost(html, start)) continue
    const led = ledFrom(html.slice(start, end), sites, at)
    if (led === null) continue
    page += html.slice(from, start) + led
    from = end
  }
  return from === 0 ? html : page + html.slice(from)
}

function namesHost(html: string, start: number): boolean {
  const first = html[start]
  return first === 'h' || first === 'H' || (first === '/' && html[start + 1] === '/')
}

const LINK = /^((?:https?:)?\/\/[^/?#]+)?([^?#]*)(.*)$/is

function ledFrom(address: string, sites: readonly OldSiteAddress[], at: string): string | null {
  const [, origin, path = '', rest = ''] = LINK.exec(address)!
  const led = origin === undefined ? leadRelative(path, sites, at) : leadAbsolute(origin, path, sites)
  return led === null ? null : led + rest
}

function leadAbsolute(origin: string, path: string, sites: readonly OldSiteAddress[]): string | null {
  const host = plainHost(origin.slice(origin.indexOf('//') + 2).replace(/^[^@]*@/, ''))
  const atHost = sites.filter((site) => site.host === host)
  if (atHost.length === 0) return null
  const tidy = path.replace(/\/{2,}/g, '/') || '/'
  if (isOfOthers(tidy)) return null
  const isOurs = atHost.some((site) => tidy.replace(/\/$/, '') === site.path || isBelow(tidy, site))
  return isOurs || PAGE.test(tidy) ? tidy : null
}

/** Its pages, and the pictures that its members kept there; other things at the old host are not ours. */
function isBelow(path: string, site: OldSiteAddress): boolean {
  if (!isUnder(path, site.path)) return false
  return PAGE.test(path) || path.startsWith(`${site.path}/${site.storyFolder}/`)
}

const WORK = /^\/works\/[0-9]+/

/**
 * `../viewstory.php` from wherever the text is shown. Where several sites moved in, the page's own address stays in
 * front, as it tells which of them is meant.
 */
function leadRelative(path: string, sites: readonly OldSiteAddress[], at: string): string | null {
  if (!PAGE.test(`/${path}`) || /^[a-z][a-z0-9+.-]*:/i.test(path)) return null
  if (path.startsWith('/')) return path.replace(/^\/{2,}/, '/')
  const below = path.replace(/^(?:\.{0,2}\/)+/, '')
  const isOneSite = sites.every((site) => site.source === sites[0]!.source)
  return `${isOneSite ? '' : (WORK.exec(at)?.[0] ?? '')}/${below}`
}
