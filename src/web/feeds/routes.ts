import type { Feed, FeedFormat } from '../../export/feed/feed.ts'
import { findTag } from '../../tags/find-tag.ts'
import { idParam } from '../forms.ts'
import type { App, Parts } from '../parts.ts'
import { feeds } from '../paths.ts'
import type { C } from '../respond.ts'
import { chapterFeed } from './chapter-feed.ts'
import { FEED_FORMATS } from './feed-links.ts'
import { archiveFeed, authorFeed, seriesFeed, tagFeed } from './list-feeds.ts'
import { filteredFeed, searchFeed } from './search-feed.ts'
import { followingFeed } from './following-feed.ts'
import { newsFeed } from './news-feed.ts'
import { sendFeed, type Teller, tellerFor } from './subject.ts'

type Patterns = Readonly<Record<FeedFormat, { pattern: string }>>

/** Every feed is what a guest of no stated age finds, whoever asks. */
export function feedRoutes(app: App, parts: Parts): void {
  const answer = (feed: Patterns, make: (teller: Teller, c: C) => Promise<Feed>) => {
    for (const format of FEED_FORMATS)
      app.get(feed[format].pattern, async (c) => sendFeed(c, await make(await tellerFor(c, parts), c), format))
  }
  answer(feeds.updated, (teller) => archiveFeed(teller, 'updated'))
  answer(feeds.new, (teller) => archiveFeed(teller, 'new'))
  answer(feeds.news, newsFeed)
  for (const format of FEED_FORMATS)
    app.get(feeds.following[format].pattern, async (c) => {
      const feed = await followingFeed(await tellerFor(c, parts), c.req.param('token')!)
      return sendFeed(c, feed, format, 'private, no-cache')
    })
  for (const format of FEED_FORMATS)
    app.get(feeds.savedSearch[format].pattern, async (c) => {
      const feed = await searchFeed(await tellerFor(c, parts), parts, c.req.param('token')!)
      return sendFeed(c, feed, format, 'private, no-cache')
    })
  answer(feeds.filtered, (teller, c) => filteredFeed(teller, parts, new URL(c.req.url).searchParams))
  answer(feeds.work, (teller, c) => chapterFeed(teller, idParam(c, 'work')))
  answer(feeds.author, (teller, c) => authorFeed(teller, c.req.param('slug')!))
  answer(feeds.series, (teller, c) => seriesFeed(teller, idParam(c, 'series')))
  for (const format of FEED_FORMATS) app.get(feeds.tag[format].pattern, (c) => answerTag(c, parts, format))
}

async function answerTag(c: C, parts: Parts, format: FeedFormat): Promise<Response> {
  const tag = await findTag(parts.db, c.req.param('vocabulary')!, c.req.param('tag')!)
  if (tag.canonicalSlug !== null && tag.canonicalVocabularySlug !== null) {
    const place = { vocabulary: tag.canonicalVocabularySlug, tag: tag.canonicalSlug }
    return c.redirect(feeds.tag[format](place), 302)
  }
  return sendFeed(c, await tagFeed(await tellerFor(c, parts), tag), format)
}

/** What sites that moved in had at `rss.php`. */
export async function updatedFeed(c: C, parts: Parts): Promise<Response> {
  return sendFeed(c, await archiveFeed(await tellerFor(c, parts), 'updated'), 'rss')
}
