import type { Feed } from '../../export/feed/feed.ts'
import { listNews } from '../../site/list-news.ts'
import { absoluteHtml } from '../absolute-html.ts'
import { feeds, paths } from '../paths.ts'
import { addressesOf } from './feed-links.ts'
import { feedOf, type Teller } from './subject.ts'
import { MOST_ENTRIES } from './work-entries.ts'

export async function newsFeed(teller: Teller): Promise<Feed> {
  const { db, t, settings, archiveName, origin, sites, urn } = teller
  const { rows } = await listNews(db, { page: 1, perPage: MOST_ENTRIES })
  const subject = {
    thing: 'news',
    title: `${t('home.news')} – ${archiveName}`,
    subtitle: settings.slogan,
    language: settings.language,
    page: paths.newsList({}),
    addresses: addressesOf(feeds.news, {}),
    comesBack: false,
    since: 0,
  }
  const entries = rows.map((news) => {
    const path = paths.news({ news: news.id })
    const changedAt = news.editedAt ?? news.postedAt
    return {
      id: urn(`news ${news.id}`),
      page: origin + path,
      title: news.title,
      longTitle: news.title,
      language: settings.language,
      publishedAt: news.postedAt,
      updatedAt: changedAt,
      changedAt,
      authors: news.authorName ? [{ name: news.authorName, page: null }] : [],
      tags: [],
      summaryHtml: null,
      textHtml: settings.feedTexts === 'titles' ? null : absoluteHtml(news.bodyHtml, path, { origin, sites }),
    }
  })
  return feedOf(teller, subject, entries)
}
