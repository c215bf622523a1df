import type { Feed, FeedEntry } from '../../export/feed/feed.ts'
import { notFound } from '../../errors.ts'
import { findByFeedAddress } from '../../people/feed-address.ts'
import type { Member } from '../../people/viewer.ts'
import { type FollowedChapter, listFollowedChapters } from '../../reading/list-followed-chapters.ts'
import { languageTag } from '../../text/language-tag.ts'
import { type Blurb, listBlurbs } from '../../works/list-blurbs.ts'
import { absoluteHtml } from '../absolute-html.ts'
import { feeds, paths } from '../paths.ts'
import { chapterTitle } from '../works/chapter-menu.ts'
import { addressesOf } from './feed-links.ts'
import { feedOf, type Teller } from './subject.ts'
import { feedTag, shownTags } from './work-entries.ts'

const MOST_CHAPTERS = 40

/**
 * New chapters of what a member follows, with the rights of that member. Addresses leak, so it never carries a text: of
 * a work it tells what lists tell.
 */
export async function followingFeed(teller: Teller, token: string): Promise<Feed> {
  const found = await findByFeedAddress(teller.db, token)
  if (!found) throw notFound('Feed')
  const member: Member = { ...found, ageConsent: found.preferences.ageConsent, acceptedWarnings: [] }
  const chapters = await listFollowedChapters(teller.db, member, MOST_CHAPTERS)
  const ids = [...new Set(chapters.map(({ workId }) => workId))]
  const works = new Map((await listBlurbs(teller.db, member, ids)).map((work) => [work.id, work]))
  const subject = {
    thing: `following of ${member.accountId}`,
    title: `${teller.t('following.title')} – ${teller.archiveName}`,
    subtitle: '',
    language: languageTag(teller.settings.language),
    page: paths.following({}),
    addresses: addressesOf(feeds.following, { token }),
    comesBack: false,
    since: 0,
  }
  const entries = chapters.flatMap((chapter) => {
    const work = works.get(chapter.workId)
    return work ? [entryOf(teller, chapter, work)] : []
  })
  return feedOf(teller, subject, entries)
}

function entryOf({ t, urn, origin, settings, sites }: Teller, chapter: FollowedChapter, work: Blurb): FeedEntry {
  const { postedAt, updatedAt } = chapter
  const own = chapterTitle(t, work.gate === null ? chapter : { title: '' }, chapter.number ?? 1)
  const title = `${work.title}: ${own}`
  const tells = settings.feedTexts !== 'titles' && work.summaryHtml
  return {
    id: urn(`chapter ${chapter.id}`),
    page: origin + paths.chapter({ work: work.id, chapter: chapter.id }),
    title,
    longTitle: title,
    language: languageTag(work.language),
    publishedAt: postedAt,
    updatedAt: Math.max(postedAt, updatedAt),
    changedAt: Math.max(postedAt, updatedAt, work.changedAt),
    authors: work.creators.map(({ name, slug }) => ({ name, page: origin + paths.author({ slug }) })),
    tags: shownTags(work.tags).map((tag) => feedTag(tag, origin)),
    summaryHtml: tells ? absoluteHtml(tells, paths.work({ work: work.id }), { origin, sites }) : null,
    textHtml: null,
  }
}
