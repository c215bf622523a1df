// What a page with a list of works shows of it: every list is asked for here, whatever it is a list of.
import { type Chosen, type ChosenSortKey, NOTHING_CHOSEN, usualDirection } from '../../search/chosen.ts'
import { findLeftOut } from '../../search/find-left-out.ts'
import { parseFilter, type ParsedFilter } from '../../search/filter-address.ts'
import {
  type Answer,
  type From,
  type Hidden,
  NO_FILTER,
  type Question,
  type Scope,
  type Sort,
  type SortKey,
} from '../../search/question.ts'
import { type FilterVocabulary, listFilterVocabularies } from '../../tags/list-filter-vocabularies.ts'
import { leftOutBy } from '../../works/left-out.ts'
import { leastAudience } from '../../works/visibility.ts'
import type { Parts } from '../parts.ts'
import { type C, seeOther } from '../respond.ts'
import { countOthers, type Counted } from './count-others.ts'
import { findText, type FoundText } from './find-text.ts'
import { findHiddenPart, findHiding, type HiddenPart, type Hiding, NO_HIDING } from './hiding.ts'
import { type ListAddress, listAddress } from './list-address.ts'
import { readFrom } from './marks.ts'
import { isSentForm, type NameTroubles, readSentForm } from './sent-form.ts'

/** How many values of each vocabulary the panel offers. */
export const VALUES_SHOWN = 10

export type GivenOrder = 'given' | 'series' | 'shelf'

export interface ListQuestion {
  scope: Scope
  address: ListAddress
  /** The order that the list has of itself. */
  usual: Sort
  perPage?: number
  /** Absent: as the address says. */
  from?: From
  /** The page shows no panel. */
  isBare?: boolean
  /** The viewer's own works are never hidden from them. */
  isOwn?: boolean
  /** Nothing is hidden or left out: what somebody has gathered is theirs to see. */
  isWhole?: boolean
  /** Whose order `given` is; absent: nobody's in particular. */
  given?: GivenOrder
}

/** Works that are no part of a member's lists. */
export interface Apart {
  leftOut: readonly number[]
  hidden: Hidden
}

export interface FoundList extends Counted {
  ids: readonly number[]
  total: number
  page: number
  pageCount: number
  /** For links to the pages around this one. */
  marks: Pick<Answer, 'first' | 'last'> & { hasPrevious: boolean; hasNext: boolean }
  leftOutCount: number
  /** What the member leaves out of lists is shown this time; false too where nothing is left out. */
  areLeftOutShown: boolean
  /** What the member never wants to see. */
  hidden: HiddenPart
  /** What the member's lists are without, of a list that is neither whole nor their own; null: it was not asked this time. */
  apart: Apart | null
  /** With what is kept while the list is turned over and filtered. */
  address: ListAddress
  scope: Scope
  sort: Sort
  /** What the list is of itself, where it is works in an order. */
  given: GivenOrder | null
  /** The list has an order of its own: a series, a shelf, what words were found in. */
  givenOrder: GivenOrder | 'relevance' | null
  chosen: Chosen
  text: FoundText
  problems: ParsedFilter['problems']
  troubles: NameTroubles
  vocabularies: readonly FilterVocabulary[]
  /** Anything but the order. */
  isFiltered: boolean
}

/** Or the redirect that a sent form is answered with. */
export async function findList(c: C, parts: Parts, asked: ListQuestion): Promise<FoundList | Response> {
  const { db, now, finder } = parts
  const [viewer, { worksPerPage, timezone }] = [c.get('viewer'), c.get('settings')]
  const clock = { now: now(), timeZone: timezone }
  const params = new URL(c.req.url).searchParams
  const areLeftOutShown = !asked.isWhole && leftOutBy(viewer) !== 'nothing' && params.get('finished') === 'shown'
  const [vocabularies, leftOut, hiding] = await Promise.all([
    listFilterVocabularies(db),
    asked.isWhole || areLeftOutShown ? [] : findLeftOut(db, viewer),
    asked.isWhole || asked.isOwn ? NO_HIDING : findHiding(db, c),
  ])
  const address = keeping(asked.address, { areLeftOutShown, hiding })
  const form = params.size > 0 && isSentForm(params) ? await readSentForm(db, params, pairingsOf(vocabularies)) : null
  const parsed = params.size === 0 ? NOTHING : await parseFilter(db, form?.address ?? params, clock)
  if (form && form.troubles.size === 0 && parsed.problems.every(isWritten))
    return seeOther(c, listAddress(address, parsed.chosen))

  const { chosen, problems } = parsed
  const text = await findText(parts, viewer, { chosen, scope: asked.scope, filter: parsed.filter, clock })
  const question: Question = {
    audience: leastAudience(viewer),
    scope: text.scope,
    filter: text.filter,
    sort: sortOf(chosen, text, asked.usual),
    from: asked.from ?? readFrom(params),
    perPage: asked.perPage ?? worksPerPage,
    leftOut,
    hidden: hiding.hidden,
    facets: asked.isBare ? 0 : VALUES_SHOWN,
  }
  const isAsked = !parsed.isImpossible && !text.isImpossible
  const [answer, others] = isAsked
    ? await Promise.all([
        finder.ask(question),
        asked.isBare ? [] : countOthers(finder, { question, chosen, vocabularies }),
      ])
    : [NOT_ASKED, []]
  return {
    ...pagesOf(answer, question.perPage),
    areLeftOutShown,
    apart: areLeftOutShown || asked.isWhole || asked.isOwn ? null : { leftOut, hidden: hiding.all },
    hidden: await findHiddenPart(parts, question, answer, hiding),
    address,
    scope: asked.scope,
    sort: question.sort,
    given: asked.given ?? null,
    givenOrder: text.scope.kind !== 'works' ? null : text.words === null ? (asked.given ?? 'given') : 'relevance',
    chosen,
    text,
    problems,
    troubles: form?.troubles ?? NO_TROUBLES,
    vocabularies,
    facets: answer.facets,
    others,
    isFiltered: listAddress({ path: '', kept: {} }, { ...chosen, sort: NOTHING_CHOSEN.sort }) !== '',
  }
}

const NOTHING: ParsedFilter = { chosen: NOTHING_CHOSEN, filter: NO_FILTER, problems: [], isImpossible: false }
const NO_TROUBLES: NameTroubles = new Map()
const NOT_ASKED: Answer = {
  ids: [],
  total: 0,
  page: 1,
  start: 0,
  leftOutCount: 0,
  hiddenCount: 0,
  facets: null,
  first: null,
  last: null,
}

function pagesOf({ ids, total, page, start, first, last, leftOutCount }: Answer, perPage: number) {
  const hasNext = ids.length > 0 && start + ids.length < total
  const pageCount = Math.max(1, Math.ceil(total / perPage))
  return { ids, total, page, pageCount, leftOutCount, marks: { first, last, hasPrevious: start > 0, hasNext } }
}

function keeping(
  { path, kept }: ListAddress,
  { areLeftOutShown, hiding }: { areLeftOutShown: boolean; hiding: Hiding },
): ListAddress {
  const shown = (isShown: boolean) => (isShown ? 'shown' : null)
  return { path, kept: { ...kept, finished: shown(areLeftOutShown), hidden: shown(hiding.isShownOnce) } }
}

function pairingsOf(vocabularies: readonly FilterVocabulary[]): string[] {
  return vocabularies.filter(({ role }) => role === 'relationship').map(({ slug }) => slug)
}

/** It stands in the address that is made of it, so the page after a redirect tells it again. */
function isWritten({ kind }: ParsedFilter['problems'][number]): boolean {
  return kind === 'backwards' || kind === 'contradiction'
}

/** Not understood, as against understood and not to be found. */
export function isMistake({ kind }: ParsedFilter['problems'][number]): boolean {
  return kind.startsWith('unreadable')
}

/** Only what is found by words, and what is works from the start, has an order of its own. */
function sortOf({ sort: { by, direction } }: Chosen, { scope, sort: typed }: FoundText, usual: Sort): Sort {
  const asked = by === null ? typed : { by: keyOf(by), direction: usualDirection(by) }
  if (asked?.by === 'given' && scope.kind !== 'works') return usual
  const own = asked ?? usual
  return { by: own.by, direction: direction ?? own.direction }
}

function keyOf(by: ChosenSortKey): SortKey {
  return by === 'relevance' ? 'given' : by
}
