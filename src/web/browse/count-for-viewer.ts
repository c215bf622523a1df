// The numbers beside tags, authors and series, for members who hide works or leave some out: as their own lists have them.
import { findHidden } from '../../reading/hiding/find-hidden.ts'
import { hidesAnything, NOTHING_HIDDEN } from '../../reading/hiding/hidden.ts'
import type { Viewer } from '../../people/viewer.ts'
import { findLeftOut } from '../../search/find-left-out.ts'
import { NO_FILTER, type Question } from '../../search/question.ts'
import type { AuthorLine } from '../../works/list-authors.ts'
import type { SeriesLine } from '../../works/list-series.ts'
import { listSeriesWorks } from '../../works/list-series-works.ts'
import type { TagLine } from '../../works/list-tags.ts'
import { leastAudience } from '../../works/visibility.ts'
import type { Apart } from '../find/find-list.ts'
import type { Parts } from '../parts.ts'

type Asked = Pick<Parts, 'db' | 'finder'>

/** All works, but for those that the viewer's lists are without; null: they are without none. */
async function findOwnLists(db: Parts['db'], viewer: Viewer, known: Apart | null = null): Promise<Question | null> {
  const [hidden, leftOut] = known
    ? [known.hidden, known.leftOut]
    : await Promise.all([findHidden(db, viewer), findLeftOut(db, viewer)])
  if (leftOut.length === 0 && !hidesAnything(hidden)) return null
  const page = { from: { page: 1 }, perPage: 1, facets: 0, sort: { by: 'updated', direction: 'down' } } as const
  return { audience: leastAudience(viewer), scope: { kind: 'all' }, filter: NO_FILTER, leftOut, hidden, ...page }
}

/** Nobody's own works and series hide anything from them. */
function ofOwner(question: Question, viewer: Viewer, { accountId }: { accountId: number | null }): Question {
  const isOwn = viewer.kind === 'member' && viewer.accountId === accountId
  return isOwn ? { ...question, hidden: NOTHING_HIDDEN } : question
}

/** `known`: as a list on the same page has found it. Where counting anew takes too long just now, what hides nothing stays. */
export async function countTagsFor<Groups extends ReadonlyArray<readonly TagLine[]>>(
  { db, finder }: Asked,
  viewer: Viewer,
  groups: Groups,
  known: Apart | null = null,
): Promise<Groups> {
  const ids = [...new Set(groups.flat().map(({ id }) => id))]
  if (ids.length === 0) return groups
  const question = await findOwnLists(db, viewer, known)
  const counts = question && (await finder.ifInTime(finder.countTagsIn(ids, question)))
  if (!counts) return groups
  const countOf = new Map(ids.map((id, index) => [id, counts[index]!]))
  return groups.map((lines) =>
    lines.map((line) => ({ ...line, workCount: countOf.get(line.id)! })),
  ) as unknown as Groups
}

export async function countAuthorsFor(
  { db, finder }: Asked,
  viewer: Viewer,
  lines: readonly AuthorLine[],
): Promise<readonly AuthorLine[]> {
  if (lines.length === 0) return lines
  const question = await findOwnLists(db, viewer)
  if (question === null) return lines
  const asked = lines.map((line) => ({
    ...ofOwner(question, viewer, line),
    scope: { kind: 'author', pseudId: line.id } as const,
  }))
  const counts = await finder.ifInTime(finder.countEach(asked))
  return counts ? lines.map((line, index) => ({ ...line, workCount: counts[index]! })) : lines
}

export type CountedSeries = SeriesLine & { workCount: number }

/** Each with the works that its page lists: those of the series within it too. */
export async function countSeriesFor(
  { db, finder }: Asked,
  viewer: Viewer,
  lines: readonly SeriesLine[],
): Promise<CountedSeries[]> {
  if (lines.length === 0) return []
  const [works, question] = await Promise.all([
    listSeriesWorks(
      db,
      viewer,
      lines.map(({ id }) => id),
    ),
    findOwnLists(db, viewer),
  ])
  const lists = lines.map(({ id }) => works.get(id) ?? [])
  const asked =
    question &&
    lines.map((line, index) => ({
      ...ofOwner(question, viewer, line),
      scope: { kind: 'works', ids: lists[index]! } as const,
    }))
  const counts = asked && (await finder.ifInTime(finder.countEach(asked)))
  return lines.map((line, index) => ({ ...line, workCount: counts?.[index] ?? lists[index]!.length }))
}
