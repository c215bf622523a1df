// What a feed tells, whatever its format. The writers take this and know nothing of works or databases.

export type FeedFormat = 'atom' | 'rss' | 'json'

export const FEED_TYPES: Readonly<Record<FeedFormat, string>> = {
  atom: 'application/atom+xml',
  rss: 'application/rss+xml',
  json: 'application/feed+json',
}

export interface Feed {
  /** `urn:uuid:…`, the same for as long as the archive lives, wherever it does. */
  id: string
  title: string
  subtitle: string
  /** BCP 47, of the title. */
  language: string
  /** The absolute address of the page that shows the same. */
  page: string
  /** The feed's own absolute address in each format. */
  addresses: Readonly<Record<FeedFormat, string>>
  icon: string
  /** When there was news last; milliseconds. */
  updatedAt: number
  /** The same, with changes that are no news. */
  changedAt: number
  /** RSS cannot say that an entry was updated: an entry that changed is a new one there, told by its moment. */
  comesBack: boolean
  entries: readonly FeedEntry[]
}

export interface FeedEntry {
  /** `urn:uuid:…`. */
  id: string
  /** The absolute address of its page. */
  page: string
  title: string
  /** The title with what readers that show nothing else should see. */
  longTitle: string
  language: string
  publishedAt: number
  updatedAt: number
  /** When anything of it was changed, whether or not that is news. */
  changedAt: number
  authors: ReadonlyArray<{ name: string; page: string | null }>
  tags: readonly FeedTag[]
  /** Clean HTML with absolute links; null: not told here. */
  summaryHtml: string | null
  textHtml: string | null
}

export interface FeedTag {
  name: string
  slug: string
  /** The absolute address of the list that the tag is from. */
  scheme: string
}
