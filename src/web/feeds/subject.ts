// What a feed is about, and what its entries are made with.
import type { OldSiteAddress } from '../../import/efiction/addresses/old-sites.ts'
import { FEED_TYPES, type Feed, type FeedFormat } from '../../export/feed/feed.ts'
import { writeAtom } from '../../export/feed/write-atom.ts'
import { writeJsonFeed } from '../../export/feed/write-json-feed.ts'
import { writeRss } from '../../export/feed/write-rss.ts'
import { lastingIdentifier, readArchiveId } from '../../site/archive-id.ts'
import type { Settings } from '../../site/settings.ts'
import type { Db } from '../../store/database.ts'
import { sendKept } from '../conditional.ts'
import type { Messages } from '../messages/messages.ts'
import { publicOriginOf } from '../middleware/origin.ts'
import type { Parts } from '../parts.ts'
import type { C } from '../respond.ts'

/** What every entry needs: where the archive is, what it is set to tell, and in which words. */
export interface Teller {
  db: Db
  t: Messages
  settings: Settings
  archiveName: string
  origin: string
  sites: readonly OldSiteAddress[]
  urn: (thing: string) => string
}

export async function tellerFor(c: C, parts: Parts): Promise<Teller> {
  const archiveId = await readArchiveId(parts.db, parts.now())
  const { t, archiveName } = c.get('chrome')
  const settings = c.get('settings')
  return {
    db: parts.db,
    t,
    settings,
    archiveName,
    origin: publicOriginOf(c, parts),
    sites: c.get('oldSites'),
    urn: (thing) => lastingIdentifier(archiveId, thing),
  }
}

export interface Subject {
  /** As `work 5`. */
  thing: string
  title: string
  subtitle: string
  language: string
  /** The path of the page that shows the same. */
  page: string
  /** The feed's path in each format. */
  addresses: Readonly<Record<FeedFormat, string>>
  comesBack: boolean
  /** For a feed without entries. */
  since: number
}

export function feedOf(teller: Teller, subject: Subject, entries: Feed['entries']): Feed {
  const { origin, urn } = teller
  const { thing, addresses, since, ...told } = subject
  return {
    ...told,
    id: urn(`feed of ${thing}`),
    page: origin + subject.page,
    addresses: {
      atom: origin + addresses.atom,
      rss: origin + addresses.rss,
      json: origin + addresses.json,
    },
    icon: `${origin}/favicon.svg`,
    updatedAt: latest(since, entries, 'updatedAt'),
    changedAt: latest(since, entries, 'changedAt'),
    entries,
  }
}

function latest(since: number, entries: Feed['entries'], which: 'updatedAt' | 'changedAt'): number {
  return entries.reduce((latest, entry) => Math.max(latest, entry[which]), since)
}

const WRITERS = { atom: writeAtom, rss: writeRss, json: writeJsonFeed } as const
const SHARED = 'public, max-age=300'

export function sendFeed(c: C, feed: Feed, format: FeedFormat, cacheControl = SHARED): Response {
  const type = `${FEED_TYPES[format]}; charset=utf-8`
  return sendKept(c, WRITERS[format](feed), { type, cacheControl, changedAt: feed.changedAt })
}
