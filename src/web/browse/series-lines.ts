// The contents of a series as one page of its list shows them: works, with the headings of the series they stand in.
import type { SeriesPart } from '../../works/find-series.ts'
import type { FoundList } from '../find/find-list.ts'

type Heading = Extract<SeriesPart, { kind: 'series' }>
type Listed = Pick<FoundList, 'ids' | 'isFiltered' | 'sort' | 'marks'>

/** Null: the list is in another order than the series', so there is nothing to stand under a heading. */
export function linesOf(parts: readonly SeriesPart[], list: Listed): SeriesPart[] | null {
  if (list.sort.by !== 'given' || list.sort.direction !== 'up') return null
  const isAll = !list.isFiltered && !list.marks.hasPrevious && !list.marks.hasNext
  return isAll ? parts.filter(firstOnly(new Set(list.ids))) : linesOfPage(parts, list)
}

/** A heading comes again on each page that has a work of its series; one without works stays where it stands. */
function linesOfPage(parts: readonly SeriesPart[], { ids, isFiltered, marks }: Listed): SeriesPart[] {
  const isShown = firstOnly(new Set(ids))
  const lines: SeriesPart[] = []
  let waiting: Heading[] = []
  let isHere = !marks.hasPrevious
  for (const [index, part] of parts.entries()) {
    waiting = waiting.filter(({ depth }) => depth < part.depth)
    if (part.kind === 'work') {
      isHere = isShown(part)
      if (isHere) lines.push(...waiting.splice(0), part)
    } else if ((parts[index + 1]?.depth ?? 0) > part.depth) waiting.push(part)
    else if (isHere && !isFiltered) lines.push(...waiting.splice(0), part)
  }
  return lines
}

/** Each work once, where it comes first; all headings. */
function firstOnly(ids: Set<number>): (part: SeriesPart) => boolean {
  return (part) => part.kind === 'series' || ids.delete(part.workId)
}
