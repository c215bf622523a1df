import { createHash } from 'node:crypto'
import { GUEST, type Viewer } from '../../people/viewer.ts'
import type { WorkPage } from '../../works/find-work-page.ts'
import { gateBefore } from '../../works/gates.ts'
import { directionOf } from '../../text/direction.ts'
import type { Assets } from '../assets.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'

export interface OfflineList {
  work: number
  title: string
  byline: string
  language: string
  direction: 'ltr' | 'rtl'
  /** A guest may not read it: it is forgotten at log-out. */
  isPrivate: boolean
  chapters: number
  /** The same in words. */
  chaptersSaid: string
  /** What to keep; a page is fetched again when its version is another. */
  pages: Array<{ path: string; version: string }>
  /** Addresses that all kept pages need. */
  assets: string[]
}

export function offlineList(
  { work, chapters, tags, series }: WorkPage,
  viewer: Viewer,
  assets: Assets,
  t: Messages,
): OfflineList {
  const place = { work: work.id }
  const look = [assets.styles, assets.script, t.language, keeperOf(viewer)]
  const about = [work.title, work.language, work.creators, work.rating, work.isComplete]
  const contents = [look, about, work.summaryHtml, work.wordCount, tags, series, chapters]
  const last = chapters.length - 1
  const pages = chapters.map((chapter, index) => ({
    path: paths.offlineChapter({ ...place, chapter: chapter.id }),
    version: versionOf([
      look,
      about,
      chapter,
      chapters.length,
      chapters[index - 1]?.id,
      chapters[index + 1]?.id,
      index === 0 && work.notesHtml,
      index === last && work.endNotesHtml,
    ]),
  }))
  return {
    work: work.id,
    title: work.title,
    byline: t('reading.by', { names: work.creators.map(({ name }) => name).join(', ') || t('reading.anonymous') }),
    language: work.language,
    direction: directionOf(work.language),
    isPrivate: viewer.kind === 'member' && !isForGuests(work, chapters),
    chapters: chapters.length,
    chaptersSaid: t('offline.chapters', { count: chapters.length }),
    pages: [
      { path: paths.offlineContents(place), version: versionOf(contents) },
      ...pages,
      // Lists show no others, so there is a cover of no others.
      ...(work.state === 'posted' ? [{ path: paths.workCover(place), version: versionOf([about, tags]) }] : []),
    ],
    assets: [...assets.needed, paths.keptHere({}), paths.offlineSettings({}), paths.manifest({}), '/favicon.svg'],
  }
}

/** All of it: creators keep the drafts of their chapters too. */
function isForGuests(work: WorkPage['work'], chapters: WorkPage['chapters']): boolean {
  const isPosted = work.state === 'posted' && chapters.every(({ postedAt }) => postedAt !== null)
  return isPosted && gateBefore(work.gates, GUEST) === null
}

/** A kept chapter says where its reader's place is told. */
function keeperOf(viewer: Viewer): string {
  return viewer.kind === 'member' ? viewer.preferences.history : 'device'
}

function versionOf(of: unknown): string {
  return createHash('sha256').update(JSON.stringify(of)).digest('base64url').slice(0, 16)
}
