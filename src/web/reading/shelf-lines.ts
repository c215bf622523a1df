// Which of the things on a shelf stand on one page of its list.
import type { ShelfLine } from '../../reading/list-shelf-works.ts'
import type { FoundList } from '../find/find-list.ts'

/** At most so many of those that are gone stand on one page; there are that few works between them, or none. */
const MOST_GONE = 100

type Listed = Pick<FoundList, 'ids' | 'total' | 'isFiltered' | 'sort' | 'marks'>

/**
 * The bookmarks of the page's works. What is gone keeps its place in the shelf's own order, and stands last in every
 * other; no filter finds it. Only an owner's shelf has any, and of that nothing is hidden or left out.
 */
export function bookmarksOfPage(lines: readonly ShelfLine[], list: Listed): number[] {
  const here = new Map(lines.map(({ workId, bookmarkId }) => [workId, bookmarkId]))
  const works = list.ids.flatMap((id) => here.get(id) ?? [])
  if (list.isFiltered || !here.has(null) || (list.total > 0 && works.length === 0)) return works
  if (list.sort.by === 'given') return fewGone(stretchOf(lines, list)).map(({ bookmarkId }) => bookmarkId)
  const gone = list.marks.hasNext ? [] : fewGone(lines.filter(({ workId }) => workId === null))
  return [...works, ...gone.map(({ bookmarkId }) => bookmarkId)]
}

/** From the first work of the page to the first of the next. */
function stretchOf(lines: readonly ShelfLine[], { ids, sort, marks }: Listed): ShelfLine[] {
  const ordered = sort.direction === 'up' ? lines : lines.toReversed()
  const placeOf = (id: number | undefined) => ordered.findIndex(({ workId }) => workId === id)
  const start = marks.hasPrevious ? placeOf(ids[0]) : 0
  const last = placeOf(ids.at(-1))
  const next = ordered.findIndex(({ workId }, index) => index > last && workId !== null)
  return ordered.slice(start, marks.hasNext && next >= 0 ? next : undefined)
}

function fewGone(lines: readonly ShelfLine[]): ShelfLine[] {
  let gone = 0
  return lines.filter(({ workId }) => workId !== null || ++gone <= MOST_GONE)
}
