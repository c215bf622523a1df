import { isModerator, type Viewer } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import type { Phrase } from '../../store/word-index.ts'
import { htmlToText } from '../../text/html-to-text.ts'
import { gatesOf } from '../../works/find-work.ts'
import { gateBefore } from '../../works/gates.ts'
import { accountOf, isByAccount, worksListedFor } from '../../works/visibility.ts'
import { type CutExcerpt, cutExcerpt } from './cut-excerpt.ts'
import { bitOf } from './parts-of-work.ts'
import { placesOf, type SearchedPart, soughtPhrases, type WordNode } from './query.ts'

export interface Excerpt extends CutExcerpt {
  chapterId: number
  chapterTitle: string
  /** From 1. */
  position: number
  language: string
}

/** What of a search is looked for in texts. */
export function phrasesForTexts(words: WordNode, part: SearchedPart | null): Phrase[] {
  const leaves = soughtPhrases(words).filter((leaf) => (placesOf(leaf, part) & bitOf('text')) !== 0)
  return leaves.map((leaf) => leaf.phrase)
}

/** Those of these works whose text the viewer may read without passing a gate first. */
export async function listReadable(db: Db, viewer: Viewer, workIds: readonly number[]): Promise<number[]> {
  if (workIds.length === 0) return []
  const rows = await worksListedFor(db, viewer)
    .leftJoin('tag as rating', 'rating.id', 'work.rating_id')
    .where('work.id', 'in', workIds)
    .select((eb) => [
      'work.id',
      'work.rating_id',
      'work.members_only',
      'rating.members_only as rating_members_only',
      'rating.age_consent',
      'rating.warn_first',
      'rating.warning_text',
      eb
        .case()
        .when(isByAccount(eb as never, accountOf(viewer)))
        .then(1)
        .else(0)
        .end()
        .as('own'),
    ])
    .execute()
  if (isModerator(viewer)) return rows.map((row) => row.id)
  return rows.filter((row) => gateBefore(gatesOf(row), viewer, row.own === 1) === null).map((row) => row.id)
}

/** By work. Out of what readers see now: a chapter that has changed since it was indexed may show nothing. */
export async function excerptsOf(
  db: Db,
  chapterIds: readonly number[],
  phrases: readonly Phrase[],
): Promise<Map<number, Excerpt>> {
  if (chapterIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('chapter')
    .innerJoin('work', 'work.id', 'chapter.work_id')
    .innerJoin('chapter_text as text', 'text.chapter_id', 'chapter.id')
    .where('chapter.id', 'in', chapterIds)
    .where('chapter.posted_at', 'is not', null)
    .select([
      'work.id as workId',
      'chapter.id as chapterId',
      'chapter.title as chapterTitle',
      'chapter.position',
      'chapter.language as chapterLanguage',
      'work.language',
      'text.notes_html',
      'text.html',
      'text.end_notes_html',
    ])
    .execute()
  return new Map(
    rows.flatMap(({ workId, chapterId, chapterTitle, position, chapterLanguage, language, ...text }) => {
      const excerpt = firstExcerpt([text.html, text.notes_html, text.end_notes_html], phrases)
      const place = { chapterId, chapterTitle, position, language: chapterLanguage ?? language }
      return excerpt ? [[workId, { ...excerpt, ...place }] as const] : []
    }),
  )
}

function firstExcerpt(htmls: readonly string[], phrases: readonly Phrase[]): CutExcerpt | null {
  for (const html of htmls) {
    const excerpt = cutExcerpt(htmlToText(html), phrases)
    if (excerpt) return excerpt
  }
  return null
}
