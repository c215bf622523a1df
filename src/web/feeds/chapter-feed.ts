import type { Feed, FeedEntry } from '../../export/feed/feed.ts'
import { notFound } from '../../errors.ts'
import { GUEST } from '../../people/viewer.ts'
import type { Settings } from '../../site/settings.ts'
import { htmlToText } from '../../text/html-to-text.ts'
import { languageTag } from '../../text/language-tag.ts'
import { findWork, type FoundWork } from '../../works/find-work.ts'
import { type Gate, gateBefore } from '../../works/gates.ts'
import { type ChapterLine, listAllChapters } from '../../works/list-chapters.ts'
import { listWorkTags, type WorkTag } from '../../works/list-work-tags.ts'
import { feeds, paths } from '../paths.ts'
import { chapterLanguage, chapterTitle } from '../works/chapter-menu.ts'
import { addressesOf } from './feed-links.ts'
import { feedOf, type Teller } from './subject.ts'
import { feedTag, listTexts, MOST_ENTRIES, shownTags } from './work-entries.ts'

/** The chapters of a work, the newest first. What is not told to everybody has no feed. */
export async function chapterFeed(teller: Teller, workId: number): Promise<Feed> {
  const { db, t, settings } = teller
  const [work, all, tags] = await Promise.all([
    findWork(db, GUEST, workId),
    listAllChapters(db, workId),
    listWorkTags(db, [workId]),
  ])
  if (!hasFeed(work, settings)) throw notFound('Feed')
  const gate = gateBefore(work.gates, GUEST)
  const names = work.creators.map(({ name }) => name).join(', ')
  const summary = gate === 'age_consent' ? '' : htmlToText(work.summaryHtml)
  const subject = {
    thing: `work ${work.id}`,
    title: `${work.title} ${t('reading.by', { names })}`,
    subtitle: settings.feedTexts === 'titles' ? '' : summary,
    language: languageTag(work.language),
    page: paths.work({ work: work.id }),
    addresses: addressesOf(feeds.work, { work: work.id }),
    comesBack: false,
    since: work.updatedAt,
  }
  return feedOf(teller, subject, await entriesOf(teller, { work, gate, tags: tags.get(workId) ?? [] }, all))
}

/** What members alone may know of has no feed. */
export function hasFeed(work: Pick<FoundWork, 'state' | 'gates'>, { feedGated }: Pick<Settings, 'feedGated'>): boolean {
  const gate = gateBefore(work.gates, GUEST)
  return work.state === 'posted' && gate !== 'members_only' && (gate === null || feedGated === 'named')
}

interface About {
  work: FoundWork
  gate: Gate | null
  tags: readonly WorkTag[]
}

async function entriesOf(teller: Teller, about: About, all: readonly ChapterLine[]): Promise<FeedEntry[]> {
  const { work, gate } = about
  const newest = all
    .filter((chapter) => chapter.postedAt !== null)
    .map((chapter, index) => ({ chapter, number: index + 1, postedAt: chapter.postedAt! }))
    .toSorted((a, b) => b.postedAt - a.postedAt || b.number - a.number)
    .slice(0, MOST_ENTRIES)
  const asked = newest.map(({ chapter }) => ({ workId: work.id, chapterId: chapter.id }))
  const tells = gate === null && teller.settings.feedTexts === 'texts'
  const texts = await listTexts(teller, tells ? asked : [])
  return newest.map((one) => entryOf(teller, about, { ...one, textHtml: texts.get(one.chapter.id) ?? null }))
}

interface Told {
  chapter: ChapterLine
  number: number
  postedAt: number
  textHtml: string | null
}

/** Behind a gate a chapter is known by its number, as its title is text of the work. */
function entryOf({ t, urn, origin }: Teller, { work, gate, tags }: About, told: Told): FeedEntry {
  const { chapter, number, postedAt, textHtml } = told
  const title = chapterTitle(t, gate === null ? chapter : { title: '' }, number)
  const authors = chapter.author === null ? work.creators : [chapter.author]
  return {
    id: urn(`chapter ${chapter.id}`),
    page: origin + paths.chapter({ work: work.id, chapter: chapter.id }),
    title,
    longTitle: `${work.title}: ${title}`,
    language: languageTag(chapterLanguage(work, chapter)),
    publishedAt: postedAt,
    updatedAt: Math.max(postedAt, chapter.updatedAt),
    changedAt: Math.max(postedAt, chapter.updatedAt, work.changedAt),
    authors: authors.map(({ name, slug }) => ({ name, page: origin + paths.author({ slug }) })),
    tags: shownTags(tags).map((tag) => feedTag(tag, origin)),
    summaryHtml: null,
    textHtml,
  }
}
