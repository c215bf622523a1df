// Saved searches as they are now: what each means, what of it is gone, and how much it has that is new.
import type { Member, Viewer } from '../../../people/viewer.ts'
import { findHidden } from '../../../reading/hiding/find-hidden.ts'
import type { SavedSearch } from '../../../reading/searches/find-search.ts'
import { NOTHING_CHOSEN } from '../../../search/chosen.ts'
import type { Clock } from '../../../search/day-range.ts'
import { type ParsedFilter, parseFilters, writeFilter } from '../../../search/filter-address.ts'
import { findLeftOut } from '../../../search/find-left-out.ts'
import { type Filter, type Hidden, NOTHING_HIDDEN, type Question, type Scope } from '../../../search/question.ts'
import { findFirstPostedAfter } from '../../../works/find-first-posted.ts'
import { leastAudience } from '../../../works/visibility.ts'
import { findText } from '../../find/find-text.ts'
import type { Parts } from '../../parts.ts'
import { findPlace, type SearchPlace } from './search-place.ts'

export interface ReadSearch extends SavedSearch {
  parsed: ParsedFilter
  /** Null: all works are searched. */
  place: SearchPlace | null
  /** As they stand in addresses: tags and authors that are not there any more. The rest is searched without them. */
  gone: readonly string[]
  /** Nothing can be found by what is left of it. */
  isLost: boolean
  /** The series or shelf is not there any more, or not for the member. */
  isPlaceGone: boolean
}

type Standing = Pick<ReadSearch, 'parsed' | 'place' | 'gone' | 'isLost' | 'isPlaceGone'>

export async function readSearches<Search extends Pick<SavedSearch, 'query'>>(
  { db }: Pick<Parts, 'db'>,
  viewer: Viewer,
  searches: readonly Search[],
  clock: Clock,
): Promise<Array<Search & Standing>> {
  const params = searches.map(({ query }) => new URLSearchParams(query))
  const [all, places] = await Promise.all([
    parseFilters(db, params, clock),
    Promise.all(params.map((each) => findPlace(db, viewer, each))),
  ])
  return searches.map((search, index) => ({ ...search, ...standingOf(all[index]!, places[index]!) }))
}

function standingOf(parsed: ParsedFilter, place: SearchPlace | 'gone' | null): Standing {
  if (place === 'gone') return { parsed, place: null, gone: [], isLost: true, isPlaceGone: true }
  const gone = parsed.problems.flatMap((problem) => (problem.kind === 'unknown' ? [problem.value] : []))
  const contradicts = parsed.problems.some(({ kind }) => kind === 'contradiction' || kind === 'backwards')
  // What was narrowed by something that is gone alone does not mean everything now.
  const isEmpty =
    gone.length > 0 && place === null && writeFilter({ ...parsed.chosen, sort: NOTHING_CHOSEN.sort }) === ''
  return { parsed, place, gone, isLost: contradicts || isEmpty, isPlaceGone: false }
}

/** What a person's lists leave out. */
export type Apart = Pick<Question, 'leftOut' | 'hidden'>

export const NOTHING_APART: Apart = { leftOut: [], hidden: NOTHING_HIDDEN }

export async function findApart({ db }: Pick<Parts, 'db'>, member: Member): Promise<Apart> {
  const [leftOut, hidden]: [number[], Hidden] = await Promise.all([findLeftOut(db, member), findHidden(db, member)])
  return { leftOut, hidden }
}

/** The newest works that what is chosen finds, as feeds tell them; words are looked for in texts as well. */
export async function findNewest(
  parts: Pick<Parts, 'db' | 'finder' | 'textSearch'>,
  viewer: Viewer,
  asked: { parsed: ParsedFilter; place: SearchPlace | null; apart: Apart; clock: Clock; most: number },
): Promise<number[]> {
  const { parsed, place, apart, clock, most } = asked
  const { chosen, filter } = parsed
  const text = await findText(parts, viewer, { chosen, filter, scope: scopeOf(place), clock })
  if (text.isImpossible) return []
  const question = questionOf(viewer, text.filter, apartIn(place, apart), most)
  return (await parts.finder.ask({ ...question, scope: text.scope })).ids
}

function scopeOf(place: SearchPlace | null): Scope {
  return place?.scope ?? { kind: 'all' }
}

function apartIn(place: SearchPlace | null, apart: Apart): Apart {
  return place?.isWhole ? NOTHING_APART : apart
}

function questionOf(viewer: Viewer, filter: Filter, { leftOut, hidden }: Apart, perPage: number): Question {
  return {
    audience: leastAudience(viewer),
    scope: { kind: 'all' },
    filter,
    sort: { by: 'updated', direction: 'down' },
    from: { page: 1 },
    perPage,
    leftOut,
    hidden,
    facets: 0,
  }
}

/** By the number of the search: how many works were posted since the member looked. Missing: none, or it takes too long. */
export async function countNew(
  parts: Pick<Parts, 'db' | 'finder' | 'textSearch'>,
  member: Member,
  searches: readonly ReadSearch[],
  clock: Clock,
): Promise<ReadonlyMap<number, number>> {
  const { finder } = parts
  const standing = searches.filter(({ isLost }) => !isLost)
  if (standing.length === 0) return new Map()
  const apart = await findApart(parts, member)
  const asked = await finder.ifInTime(questionsOfNew(parts, member, standing, { apart, clock }))
  const totals = asked && (await finder.ifInTime(finder.countEach([...asked.values()])))
  return new Map([...(asked?.keys() ?? [])].flatMap((id, index) => (totals ? [[id, totals[index]!] as const] : [])))
}

async function questionsOfNew(
  parts: Pick<Parts, 'db' | 'finder' | 'textSearch'>,
  member: Member,
  searches: readonly ReadSearch[],
  { apart, clock }: { apart: Apart; clock: Clock },
): Promise<Map<number, Question>> {
  const questions = new Map<number, Question>()
  const oldest = Math.min(...searches.map(({ lookedAt }) => lookedAt))
  // Words are looked for among what is new alone.
  const from = await findFirstPostedAfter(parts.db, oldest)
  if (from === null) return questions
  for (const { id, parsed, place, lookedAt } of searches) {
    const { chosen } = parsed
    const filter = postedAfter(parsed.filter, lookedAt)
    const text = await findText(parts, member, { chosen, filter, scope: scopeOf(place), clock, from })
    if (text.isImpossible) continue
    questions.set(id, { ...questionOf(member, text.filter, apartIn(place, apart), 1), scope: text.scope })
  }
  return questions
}

function postedAfter(filter: Filter, time: number): Filter {
  const { from, to } = filter.published
  return { ...filter, published: { from: Math.max(from ?? 0, time + 1), to } }
}
