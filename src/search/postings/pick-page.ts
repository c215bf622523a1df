import type { Question } from '../question.ts'
import { Best, type Ordering } from './best.ts'
import type { Found } from './found.ts'
import { compareWithPlace, orderingOf, placeOf } from './ordering.ts'
import type { Postings } from './postings.ts'
import { selectSlice } from './select-slice.ts'
import { offerNewest } from './offer-newest.ts'

export interface Picked {
  /** In order. */
  documents: number[]
  /** How many of the list stand before them. */
  start: number
  ordering: Ordering
}

/** A heap of more takes longer than parting the whole list. */
const MOST_IN_HEAP = 2000

export function pickPage(postings: Postings, question: Question, found: Found): Picked {
  const { from, perPage } = question
  if ('page' in from && hasOwnOrder(question)) return pickGiven(postings, question, found, from.page)
  const ordering = orderingOf(postings, question)
  if ('page' in from) {
    const start = (from.page - 1) * perPage
    return { documents: pickNumbered(postings, question, found, { ordering, start }), start, ordering }
  }
  const isTurned = 'before' in from
  const place = placeOf(postings, question, ordering, isTurned ? from.before : from.after)
  if (place === null) return pickPage(postings, { ...question, from: { page: from.orPage ?? 1 } }, found)

  const best = new Best(isTurned ? turned(ordering) : ordering, perPage)
  let before = 0
  for (const document of found.list) {
    const side = compareWithPlace(ordering, document, place)
    if (isTurned ? side < 0 : side <= 0) before++
    if (isTurned ? side < 0 : side > 0) best.offer(document)
  }
  const documents = isTurned ? best.sorted().toReversed() : best.sorted()
  return { documents, start: isTurned ? before - documents.length : before, ordering }
}

function hasOwnOrder({ sort, scope }: Question): boolean {
  return sort.by === 'given' && scope.kind === 'works'
}

/** Found in the order that is asked for. */
function pickGiven({ documents }: Postings, { perPage, sort }: Question, found: Found, page: number): Picked {
  const isDown = sort.direction === 'down'
  const { count } = found
  const start = (page - 1) * perPage
  const end = Math.min(start + perPage, count)
  const slice =
    start >= end
      ? []
      : isDown
        ? [...found.list.subarray(count - end, count - start)].toReversed()
        : [...found.first(end).subarray(start)]
  return { documents: slice, start, ordering: { keys: documents.workIds, ids: documents.workIds, isDown } }
}

function pickNumbered(
  postings: Postings,
  question: Question,
  found: Found,
  { ordering, start }: Omit<Slice, 'end'>,
): number[] {
  const end = Math.min(start + question.perPage, found.count)
  if (start >= end) return []
  // The last pages are the first from the other side.
  if (start > found.count - end) {
    const slice = { start: found.count - end, end: found.count - start }
    return pickSlice(postings, question, found, { ordering: turned(ordering), ...slice }).toReversed()
  }
  return pickSlice(postings, question, found, { ordering, start, end })
}

interface Slice {
  ordering: Ordering
  start: number
  end: number
}

function pickSlice(postings: Postings, { sort }: Question, found: Found, { ordering, start, end }: Slice): number[] {
  if (end > MOST_IN_HEAP) return selectSlice(ordering, found.list.slice(), start, end)
  const best = new Best(ordering, end)
  const { newest } = postings
  if (ordering.isDown && found.isMany && sort.by === 'updated') offerNewest(best, found.bits, newest.updated)
  else if (ordering.isDown && found.isMany && sort.by === 'published') offerNewest(best, found.bits, newest.posted)
  else for (const document of found.list) best.offer(document)
  return best.sorted().slice(start)
}

function turned(ordering: Ordering): Ordering {
  return { ...ordering, isDown: !ordering.isDown }
}
