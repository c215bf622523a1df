// Feeds of lists of works: the archive's, a tag's, an author's, a series'.
import type { Feed } from '../../export/feed/feed.ts'
import { findPseud } from '../../people/find-pseud.ts'
import { GUEST } from '../../people/viewer.ts'
import type { FoundTag } from '../../tags/find-tag.ts'
import { findSeries, listSeriesParts } from '../../works/find-series.ts'
import {
  listLatestAmong,
  listLatestOfPseud,
  listLatestOfTag,
  listLatestWorks,
  listNewestWorks,
} from '../../works/list-works.ts'
import { htmlToText } from '../../text/html-to-text.ts'
import { feeds, paths } from '../paths.ts'
import { addressesOf } from './feed-links.ts'
import { feedOf, type Subject, type Teller } from './subject.ts'
import { workEntries, worksWanted } from './work-entries.ts'

/** What a feed is called: "Lighthouse – The Archive". */
function titled({ archiveName }: Teller, title: string): string {
  return `${title} – ${archiveName}`
}

export async function archiveFeed(teller: Teller, which: 'updated' | 'new'): Promise<Feed> {
  const { t, db, settings, archiveName } = teller
  const ids = await (which === 'new' ? listNewestWorks : listLatestWorks)(db, GUEST, worksWanted(teller))
  const subject: Subject = {
    thing: which,
    title: which === 'new' ? titled(teller, t('feeds.new')) : archiveName,
    subtitle: settings.slogan,
    language: settings.language,
    page: which === 'new' ? paths.home({}) : paths.works({}),
    addresses: addressesOf(feeds[which], {}),
    comesBack: which === 'updated',
    since: 0,
  }
  return feedOf(teller, subject, await workEntries(teller, ids))
}

export async function tagFeed(teller: Teller, tag: FoundTag): Promise<Feed> {
  const ids = await listLatestOfTag(teller.db, GUEST, tag.id, worksWanted(teller))
  const place = { vocabulary: tag.vocabularySlug, tag: tag.slug }
  const subject: Subject = {
    thing: `tag ${tag.id}`,
    title: titled(teller, tag.name),
    subtitle: htmlToText(tag.descriptionHtml),
    language: teller.settings.language,
    page: paths.tag(place),
    addresses: addressesOf(feeds.tag, place),
    comesBack: true,
    since: 0,
  }
  return feedOf(teller, subject, await workEntries(teller, ids))
}

export async function authorFeed(teller: Teller, slug: string): Promise<Feed> {
  const author = await findPseud(teller.db, slug)
  const ids = await listLatestOfPseud(teller.db, GUEST, author.id, worksWanted(teller))
  const subject: Subject = {
    thing: `author ${author.id}`,
    title: titled(teller, author.name),
    subtitle: '',
    language: teller.settings.language,
    page: paths.author({ slug: author.slug }),
    addresses: addressesOf(feeds.author, { slug: author.slug }),
    comesBack: true,
    since: author.joinedAt,
  }
  return feedOf(teller, subject, await workEntries(teller, ids))
}

/** A series may hold thousands; those at its end are the newer ones. */
const MOST_PARTS = 1000

export async function seriesFeed(teller: Teller, seriesId: number): Promise<Feed> {
  const { db, settings } = teller
  const [series, parts] = await Promise.all([findSeries(db, GUEST, seriesId), listSeriesParts(db, GUEST, seriesId)])
  const works = [...new Set(parts.flatMap((part) => (part.kind === 'work' ? [part.workId] : [])))]
  const ids = await listLatestAmong(db, GUEST, works.slice(-MOST_PARTS), worksWanted(teller))
  const subject: Subject = {
    thing: `series ${series.id}`,
    title: titled(teller, series.title),
    subtitle: htmlToText(series.summaryHtml),
    language: settings.language,
    page: paths.series({ series: series.id }),
    addresses: addressesOf(feeds.series, { series: series.id }),
    comesBack: true,
    since: 0,
  }
  return feedOf(teller, subject, await workEntries(teller, ids))
}
