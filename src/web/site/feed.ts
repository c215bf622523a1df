import { createHash } from 'node:crypto'
import { leadHome } from '../../import/efiction/addresses/links-in-texts.ts'
import type { OldSiteAddress } from '../../import/efiction/addresses/old-sites.ts'
import { GUEST } from '../../people/viewer.ts'
import type { Settings } from '../../site/settings.ts'
import { escapeHtml } from '../../text/escape.ts'
import { listLatestWorks } from '../../works/list-works.ts'
import { findBlurbs } from '../browse/find-blurbs.ts'
import type { Messages } from '../messages/messages.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { requestHeader } from '../request-header.ts'
import type { C } from '../respond.ts'
import type { BlurbProps } from '../ui/blurb.ts'

const MOST_WORKS = 20

export function feedRoutes(app: App, parts: Parts): void {
  app.get(paths.updatedFeed.pattern, (c) => updatedFeed(c, parts))
}

/** The works updated last, as a guest of no stated age finds them: what waits behind a gate comes without its summary. */
export async function updatedFeed(c: C, { db, origin }: Parts): Promise<Response> {
  const works = await findBlurbs(db, GUEST, await listLatestWorks(db, GUEST, MOST_WORKS))
  const settings = c.get('settings')
  const { t, archiveName: name } = c.get('chrome')
  const body = feedOf(works, {
    t,
    settings,
    name,
    origin: origin ?? ownOrigin(c, settings),
    sites: c.get('oldSites'),
  })
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  const headers = { etag, 'cache-control': 'public, max-age=300' }
  if (isKnown(requestHeader(c, 'if-none-match'), etag)) return c.body(null, 304, headers)
  return c.body(body, 200, { ...headers, 'content-type': 'application/rss+xml; charset=utf-8' })
}

function ownOrigin(c: C, { address }: Settings): string {
  return address || c.get('origin')
}

/** Proxies that compress weaken the tag. */
function isKnown(asked: string | undefined, etag: string): boolean {
  return asked !== undefined && asked.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}

interface FeedOptions {
  t: Messages
  settings: Settings
  name: string
  origin: string
  sites: readonly OldSiteAddress[]
}

function feedOf(works: readonly BlurbProps[], options: FeedOptions): string {
  const { settings, name, origin } = options
  const updatedAt = works[0]?.updatedAt
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${xml(name)}</title>
<link>${xml(origin)}/</link>
<description>${xml(settings.slogan || name)}</description>
<language>${xml(settings.language)}</language>
<atom:link rel="self" type="application/rss+xml" href="${xml(origin + paths.updatedFeed({}))}"/>
${updatedAt === undefined ? '' : `<lastBuildDate>${dateOf(updatedAt)}</lastBuildDate>\n`}${works.map((work) => itemOf(work, options)).join('')}</channel>
</rss>
`
}

/** A work that was updated is a new item: its mark holds the moment. */
function itemOf(work: BlurbProps, { t, origin, sites }: FeedOptions): string {
  const link = origin + paths.work({ work: work.id })
  const names = work.creators.map((creator) => creator.name).join(', ')
  const rating = work.ratingName === null ? '' : ` [${work.ratingName}]`
  return `<item>
<title>${xml(`${work.title} ${t('reading.by', { names })}${rating}`)}</title>
<link>${xml(link)}</link>
<guid isPermaLink="false">${xml(`${link}#updated-${work.updatedAt}`)}</guid>
<pubDate>${dateOf(work.updatedAt)}</pubDate>
${work.creators.map((creator) => `<dc:creator>${xml(creator.name)}</dc:creator>\n`).join('')}${work.summaryHtml ? `<description>${xml(withOrigin(leadHome(work.summaryHtml, sites, link.slice(origin.length)), origin))}</description>\n` : ''}</item>
`
}

/** Links of a summary have no page around them here. */
function withOrigin(cleanHtml: string, origin: string): string {
  return cleanHtml.replace(/ (href|src)="\/(?!\/)/g, ` $1="${escapeHtml(origin)}/`)
}

function xml(text: string): string {
  return escapeHtml(text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '').toWellFormed())
}

/** The longest time that JavaScript knows; imported dates may lie beyond it. */
const END_OF_TIME = 8.64e15

function dateOf(time: number): string {
  return new Date(Math.min(Math.max(time, 0), END_OF_TIME)).toUTCString()
}
