import { FEED_TYPES, type FeedFormat } from '../../export/feed/feed.ts'
import { OPDS1_TYPES } from '../../export/opds/write-opds1.ts'
import { OPDS2_TYPE } from '../../export/opds/write-opds2.ts'
import type { MessageKey, Messages } from '../messages/messages.ts'
import type { FeedPath } from '../path.ts'
import { feeds, opds, opds2 } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import type { Alternate, Chrome } from '../ui/layout.ts'

export const FEED_FORMATS = ['atom', 'rss', 'json'] as const satisfies readonly FeedFormat[]

export function addressesOf<Params extends string>(
  feed: FeedPath<Params>,
  params: Record<Params, string | number>,
): Record<FeedFormat, string> {
  return { atom: feed.atom(params), rss: feed.rss(params), json: feed.json(params) }
}

export function alternates(title: string, addresses: Record<FeedFormat, string>): Alternate[] {
  return FEED_FORMATS.map((format) => ({ title, type: FEED_TYPES[format], href: addresses[format] }))
}

const NAMES = { atom: 'feeds.atom', rss: 'feeds.rss', json: 'feeds.json' } as const satisfies Record<string, MessageKey>

/** The quiet line at the foot of a list. */
export function feedLine(
  { t }: Chrome,
  addresses: Record<FeedFormat, string>,
  words: MessageKey = 'feeds.follow',
): Html {
  return html`<p class="feeds quiet small">${t(words)} ${formatLinks(t, addresses)}</p>`
}

/** Of a list that is narrowed: what is left of it, and all of it. */
export function narrowedFeedLine(
  { t }: Chrome,
  narrowed: Record<FeedFormat, string>,
  whole: Record<FeedFormat, string>,
): Html {
  return html`<p class="feeds quiet small">
    ${t.rich('feeds.followEither', { narrowed: formatLinks(t, narrowed), whole: formatLinks(t, whole) })}
  </p>`
}

function formatLinks(t: Messages, addresses: Record<FeedFormat, string>): Html {
  return html`${FEED_FORMATS.map(
    (format, index) =>
      html`${index > 0 && ' · '}<a href="${addresses[format]}" type="${FEED_TYPES[format]}">${t(NAMES[format])}</a>`,
  )}`
}

/** What the home page tells programs of. */
export function archiveFeeds({ t }: Chrome): Alternate[] {
  return [
    { title: t('opds.title'), type: OPDS1_TYPES.navigation, href: opds.root({}) },
    { title: t('opds.title'), type: OPDS2_TYPE, href: opds2.root({}) },
    ...alternates(t('feeds.updated'), addressesOf(feeds.updated, {})),
    ...alternates(t('feeds.new'), addressesOf(feeds.new, {})),
    ...alternates(t('home.news'), addressesOf(feeds.news, {})),
  ]
}
