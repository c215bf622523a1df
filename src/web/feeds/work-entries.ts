import type { FeedEntry } from '../../export/feed/feed.ts'
import { GUEST } from '../../people/viewer.ts'
import { languageTag } from '../../text/language-tag.ts'
import type { Blurb } from '../../works/list-blurbs.ts'
import { listBlurbs } from '../../works/list-blurbs.ts'
import { listChapterTexts } from '../../works/list-chapter-texts.ts'
import { listNewestChapters } from '../../works/list-newest-chapters.ts'
import type { WorkTag } from '../../works/list-work-tags.ts'
import { absoluteHtml } from '../absolute-html.ts'
import { paths } from '../paths.ts'
import type { Teller } from './subject.ts'

export const MOST_ENTRIES = 20
/** What to ask for where some will be left out. */
const SPARE = 5

/** How many works a feed asks for, so that it has enough to show. */
export function worksWanted({ settings }: Pick<Teller, 'settings'>): number {
  return settings.feedGated === 'absent' ? MOST_ENTRIES * SPARE : MOST_ENTRIES
}

/** Works as a guest of no stated age finds them, in this order. */
export async function workEntries(teller: Teller, ids: readonly number[]): Promise<FeedEntry[]> {
  const found = await listBlurbs(teller.db, GUEST, ids)
  const works = found.filter(({ gate }) => gate === null || teller.settings.feedGated === 'named')
  const shown = works.slice(0, MOST_ENTRIES)
  const texts = teller.settings.feedTexts === 'texts' ? await newestTexts(teller, shown) : new Map<number, string>()
  return shown.map((work) => workEntry(teller, work, texts.get(work.id) ?? null))
}

/** A work as whoever it was found for finds it in lists. */
export function workEntry(
  { t, urn, origin, settings, sites }: Teller,
  work: Blurb,
  textHtml: string | null,
): FeedEntry {
  const path = paths.work({ work: work.id })
  const names = work.creators.map(({ name }) => name).join(', ')
  const rating = work.ratingName === null ? '' : ` [${work.ratingName}]`
  const tells = settings.feedTexts !== 'titles' && work.summaryHtml !== null && work.summaryHtml !== ''
  return {
    id: urn(`work ${work.id}`),
    page: origin + path,
    title: work.title,
    longTitle: `${work.title} ${t('reading.by', { names })}${rating}`,
    language: languageTag(work.language),
    publishedAt: work.postedAt ?? work.updatedAt,
    updatedAt: work.updatedAt,
    changedAt: Math.max(work.updatedAt, work.changedAt),
    authors: work.creators.map(({ name, slug }) => ({ name, page: origin + paths.author({ slug }) })),
    tags: shownTags(work.tags).map((tag) => feedTag(tag, origin)),
    summaryHtml: tells ? absoluteHtml(work.summaryHtml!, path, { origin, sites }) : null,
    textHtml,
  }
}

/** Those that stand on every blurb, and the rating. */
export function shownTags(tags: readonly WorkTag[]): WorkTag[] {
  return tags.filter((tag) => tag.role === 'rating' || (tag.onBlurb === 1 && tag.spoiler === 0))
}

export function feedTag({ name, slug, vocabularySlug }: WorkTag, origin: string) {
  return { name, slug, scheme: origin + paths.vocabulary({ vocabulary: vocabularySlug }) }
}

/** The chapter posted last, of works with nothing before their text. */
async function newestTexts(teller: Teller, works: readonly Blurb[]): Promise<Map<number, string>> {
  const open = works.filter(({ gate }) => gate === null).map(({ id }) => id)
  const newest = await listNewestChapters(teller.db, open)
  const texts = await listTexts(
    teller,
    open.flatMap((workId) => {
      const chapterId = newest.get(workId)
      return chapterId === undefined ? [] : [{ workId, chapterId }]
    }),
  )
  return new Map([...newest].flatMap(([workId, id]) => (texts.has(id) ? [[workId, texts.get(id)!]] : [])))
}

const MOST_CHARACTERS = 2_000_000

/** By chapter, until the feed is so long that readers would give up; what comes after is told by its summary. */
export async function listTexts(
  { db, origin, sites }: Teller,
  chapters: ReadonlyArray<{ workId: number; chapterId: number }>,
): Promise<Map<number, string>> {
  const found = await listChapterTexts(
    db,
    chapters.map(({ chapterId }) => chapterId),
  )
  const texts = new Map<number, string>()
  let length = 0
  for (const { workId, chapterId } of chapters) {
    const text = found.get(chapterId)
    if (!text) continue
    const html = [text.notesHtml, text.html, text.endNotesHtml].filter((part) => part !== '').join('\n<hr>\n')
    length += html.length
    if (length > MOST_CHARACTERS) break
    texts.set(chapterId, absoluteHtml(html, paths.chapter({ work: workId, chapter: chapterId }), { origin, sites }))
  }
  return texts
}
