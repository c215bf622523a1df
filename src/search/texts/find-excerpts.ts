import { setImmediate as nextTurn } from 'node:timers/promises'
import { isModerator, type Viewer } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import { prepare } from '../../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../../store/prepared-ids.ts'
import type { Phrase } from '../../store/word-index.ts'
import { htmlToText } from '../../text/html-to-text.ts'
import { gatesOf } from '../../works/find-work.ts'
import { gateBefore } from '../../works/gates.ts'
import { accountOf, isByAccount, leastAudience } from '../../works/visibility.ts'
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

const readableRows = prepare<IdValues & { audience: number; account: number }, string>()((db, param, shape) =>
  db
    .selectFrom('work')
    .leftJoin('tag as rating', 'rating.id', 'work.rating_id')
    .where('work.id', 'in', idParams(param, shape))
    .where('work.audience', '>=', param('audience'))
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
        .when(isByAccount(eb as never, param('account')))
        .then(1)
        .else(0)
        .end()
        .as('own'),
    ]),
)

/** Those of these works whose text the viewer may read without passing a gate first. */
export async function listReadable(db: Db, viewer: Viewer, workIds: readonly number[]): Promise<number[]> {
  if (workIds.length === 0) return []
  const { values, shape } = idValues(workIds)
  const seen = { audience: leastAudience(viewer), account: accountOf(viewer) }
  const rows = await readableRows(db, { ...values, ...seen }, shape)
  if (isModerator(viewer)) return rows.map((row) => row.id)
  return rows.filter((row) => gateBefore(gatesOf(row), viewer, row.own === 1) === null).map((row) => row.id)
}

const chapterRows = prepare<IdValues, string>()((db, param, shape) =>
  db
    .selectFrom('chapter')
    .innerJoin('work', 'work.id', 'chapter.work_id')
    .innerJoin('chapter_text as text', 'text.chapter_id', 'chapter.id')
    .where('chapter.id', 'in', idParams(param, shape))
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
    ]),
)

const SLICE_MS = 3

/** By work. Out of what readers see now: a chapter that has changed since it was indexed may show nothing. */
export async function excerptsOf(
  db: Db,
  chapterIds: readonly number[],
  phrases: readonly Phrase[],
): Promise<Map<number, Excerpt>> {
  const excerpts = new Map<number, Excerpt>()
  if (chapterIds.length === 0) return excerpts
  const { values, shape } = idValues(chapterIds)
  let begun = performance.now()
  for (const row of await chapterRows(db, values, shape)) {
    const { workId, chapterId, chapterTitle, position } = row
    const excerpt = firstExcerpt([row.html, row.notes_html, row.end_notes_html], phrases)
    const language = row.chapterLanguage ?? row.language
    if (excerpt) excerpts.set(workId, { ...excerpt, chapterId, chapterTitle, position, language })
    if (performance.now() - begun < SLICE_MS) continue
    // Chapters of half a million signs take some ten milliseconds each, and others wait for their pages.
    await nextTurn()
    begun = performance.now()
  }
  return excerpts
}

function firstExcerpt(htmls: readonly string[], phrases: readonly Phrase[]): CutExcerpt | null {
  for (const html of htmls) {
    const excerpt = cutExcerpt(htmlToText(html), phrases)
    if (excerpt) return excerpt
  }
  return null
}
