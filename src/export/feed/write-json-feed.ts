// JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/.
import { htmlToText } from '../../text/html-to-text.ts'
import { asJson } from '../as-json.ts'
import { isoDate } from '../dates.ts'
import type { Feed, FeedEntry } from './feed.ts'

export function writeJsonFeed(feed: Feed): string {
  return asJson({
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    home_page_url: feed.page,
    feed_url: feed.addresses.json,
    description: feed.subtitle || undefined,
    icon: feed.icon,
    language: feed.language,
    items: feed.entries.map(item),
  })
}

/** An item must have a content; where the archive tells none, its title stands in. */
function item(entry: FeedEntry) {
  const html = entry.textHtml ?? entry.summaryHtml
  return {
    id: entry.id,
    url: entry.page,
    title: entry.title,
    language: entry.language,
    ...(html === null || html === '' ? { content_text: entry.longTitle } : { content_html: html }),
    summary: entry.textHtml === null || !entry.summaryHtml ? undefined : htmlToText(entry.summaryHtml),
    date_published: isoDate(entry.publishedAt),
    date_modified: isoDate(entry.updatedAt),
    authors: entry.authors.map(({ name, page }) => ({ name, url: page ?? undefined })),
    tags: entry.tags.length > 0 ? entry.tags.map(({ name }) => name) : undefined,
  }
}
