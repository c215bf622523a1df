import { AUDIENCE } from '../../works/visibility.ts'
import type { Mark, Question, SortKey, WorkIds } from '../question.ts'
import type { Ordering } from './best.ts'
import type { Postings } from './postings.ts'
import { SWITCHES } from './term-names.ts'

/** Marks carry these keys; the others are looked up anew. */
const KEPT: ReadonlySet<SortKey> = new Set(['updated', 'published', 'words', 'reviews', 'kudos', 'reads'])

export function markOf(ordering: Ordering, by: SortKey, document: number | undefined): Mark | null {
  if (document === undefined) return null
  return { value: KEPT.has(by) ? ordering.keys[document]! : null, workId: ordering.ids[document]! }
}

export function orderingOf(postings: Postings, { sort, scope }: Question): Ordering {
  const { documents } = postings
  const isDown = sort.direction === 'down'
  if (sort.by !== 'given') return { keys: keysOf(postings, sort.by), ids: documents.workIds, isDown }
  if (scope.kind !== 'works') return { keys: documents.workIds, ids: documents.workIds, isDown }
  const places = new Float64Array(documents.room)
  let place = 0
  for (const id of each(scope.ids)) {
    const document = documents.of(id)
    if (document >= 0) places[document] = place
    place++
  }
  return { keys: places, ids: documents.workIds, isDown }
}

/** Each once; a search does not find a work twice. */
function each(ids: WorkIds): WorkIds {
  return ids instanceof Uint32Array ? ids : [...new Set(ids)]
}

function keysOf({ documents }: Postings, by: Exclude<SortKey, 'given'>): Float64Array | Uint32Array {
  switch (by) {
    case 'updated':
      return documents.updated
    case 'published':
      return documents.posted
    case 'title':
      return documents.titles
    case 'author':
      return documents.authors
    case 'words':
      return documents.words
    case 'reviews':
      return documents.reviews
    case 'kudos':
      return documents.kudos
    case 'reads':
      return documents.reads
  }
}

/** A mark with its key looked up. */
export interface Place {
  key: number
  workId: number
}

/** Null: the marked work is in no list any more. */
export function placeOf(postings: Postings, question: Question, ordering: Ordering, mark: Mark): Place | null {
  const { sort, scope, audience } = question
  if (KEPT.has(sort.by) && mark.value !== null) return { key: mark.value, workId: mark.workId }
  if (sort.by === 'given' && scope.kind === 'works') {
    const place = each(scope.ids).indexOf(mark.workId)
    return place < 0 ? null : { key: place, workId: mark.workId }
  }
  const document = postings.documents.of(mark.workId)
  if (document < 0) return null
  const isListed = audience <= AUDIENCE.members || postings.terms.has(SWITCHES.open, document)
  return isListed ? { key: ordering.keys[document]!, workId: mark.workId } : null
}

/** Negative: the document comes before the place. */
export function compareWithPlace({ keys, ids, isDown }: Ordering, document: number, place: Place): number {
  const difference = keys[document]! - place.key || ids[document]! - place.workId
  return isDown ? -difference : difference
}
