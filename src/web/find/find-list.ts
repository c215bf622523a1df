// What a page with a list of works shows of it: every list is asked for here, whatever it is a list of.
import { type Chosen, type ChosenSortKey, NOTHING_CHOSEN, usualDirection } from '../../search/chosen.ts'
import { findLeftOut } from '../../search/find-left-out.ts'
import { parseFilter, type ParsedFilter } from '../../search/filter-address.ts'
import { type Answer, NO_FILTER, type Question, type Scope, type Sort, type SortKey } from '../../search/question.ts'
import { type FilterVocabulary, listFilterVocabularies } from '../../tags/list-filter-vocabularies.ts'
import { leastAudience } from '../../works/visibility.ts'
import { leftOutBy } from '../../works/left-out.ts'
import type { Parts } from '../parts.ts'
import { type C, seeOther } from '../respond.ts'
import { countOthers, type Counted } from './count-others.ts'
import { findHiddenPart, findHiding, type HiddenPart } from './hiding.ts'
import { type ListAddress, listAddress } from './list-address.ts'
import { readFrom } from './marks.ts'
import { isSentForm, type NameTroubles, readSentForm } from './sent-form.ts'

/** How many values of each vocabulary the panel offers. */
export const VALUES_SHOWN = 10

export interface ListQuestion {
  scope: Scope
  address: ListAddress
  /** The order that the list has of itself. */
  usual: Sort
  perPage?: number
}

export interface FoundList extends Counted {
  ids: readonly number[]
  total: number
  page: number
  pageCount: number
  perPage: number
  /** Links to the pages around this one; null: there is none. */
  marks: Pick<Answer, 'first' | 'last'> & { hasPrevious: boolean; hasNext: boolean }
  leftOutCount: number
  /** What the member leaves out of lists is shown this time; false too where nothing is left out. */
  areLeftOutShown: boolean
  /** What the member never wants to see. */
  hidden: HiddenPart
  /** The list's own address, and what is kept in it while the list is turned over and filtered. */
  address: ListAddress
  scope: Scope
  usual: Sort
  sort: Sort
  chosen: Chosen
  problems: ParsedFilter['problems']
  troubles: NameTroubles
  vocabularies: readonly FilterVocabulary[]
  /** Anything but the order. */
  isFiltered: boolean
}

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

const NOTHING: ParsedFilter = { chosen: NOTHING_CHOSEN, filter: NO_FILTER, problems: [], isImpossible: false }
const NO_TROUBLES: NameTroubles = new Map()

/** Or the redirect that a sent form is answered with. */
export async function findList(c: C, parts: Parts, asked: ListQuestion): Promise<FoundList | Response> {
  const { db, now } = parts
  const [viewer, settings] = [c.get('viewer'), c.get('settings')]
  const clock = { now: now(), timeZone: settings.timezone }
  const params = new URL(c.req.url).searchParams
  const areLeftOutShown = leftOutBy(viewer) !== 'nothing' && params.get('finished') === 'shown'
  const [vocabularies, leftOut, hiding] = await Promise.all([
    listFilterVocabularies(db),
    areLeftOutShown ? [] : findLeftOut(db, viewer),
    findHiding(db, c),
  ])
  const address = {
    ...asked.address,
    kept: {
      ...asked.address.kept,
      finished: areLeftOutShown ? 'shown' : null,
      hidden: hiding.isShownOnce ? 'shown' : null,
    },
  }
  const isSent = params.size > 0 && isSentForm(params)
  const form = isSent ? await readSentForm(db, params, slugsOf(vocabularies, 'relationship')) : null
  const parsed = params.size === 0 ? NOTHING : await parseFilter(db, form?.address ?? params, clock)
  if (form && form.troubles.size === 0 && parsed.problems.every(isWritten))
    return seeOther(c, listAddress(address, parsed.chosen))

  const { chosen, problems, filter, isImpossible } = parsed
  const sort = sortOf(chosen, asked.usual)
  const perPage = asked.perPage ?? settings.worksPerPage
  const question: Question = {
    audience: leastAudience(viewer),
    scope: asked.scope,
    filter,
    sort,
    from: readFrom(params),
    perPage,
    leftOut,
    hidden: hiding.hidden,
    facets: VALUES_SHOWN,
  }
  const [answer, others] = isImpossible
    ? [NOT_ASKED, []]
    : await Promise.all([parts.finder.ask(question), countOthers(parts.finder, question, chosen)])
  return {
    ids: answer.ids,
    total: answer.total,
    page: answer.page,
    pageCount: Math.max(1, Math.ceil(answer.total / perPage)),
    perPage,
    marks: {
      first: answer.first,
      last: answer.last,
      hasPrevious: answer.start > 0,
      hasNext: answer.start + answer.ids.length < answer.total && answer.ids.length > 0,
    },
    leftOutCount: answer.leftOutCount,
    areLeftOutShown,
    hidden: await findHiddenPart(parts, question, answer, hiding),
    address,
    scope: asked.scope,
    usual: asked.usual,
    sort,
    chosen,
    problems,
    troubles: form?.troubles ?? NO_TROUBLES,
    vocabularies,
    facets: answer.facets,
    others,
    isFiltered:
      filter !== NO_FILTER && listAddress({ path: '', kept: {} }, { ...chosen, sort: NOTHING_CHOSEN.sort }) !== '',
  }
}

function slugsOf(vocabularies: readonly FilterVocabulary[], role: FilterVocabulary['role']): string[] {
  return vocabularies.filter((vocabulary) => vocabulary.role === role).map(({ slug }) => slug)
}

/** It stands in the address that is made of it, so the page after a redirect tells it again. */
function isWritten({ kind }: ParsedFilter['problems'][number]): boolean {
  return kind === 'backwards' || kind === 'contradiction'
}

/** Not understood, as against understood and not to be found. */
export function isMistake({ kind }: ParsedFilter['problems'][number]): boolean {
  return kind.startsWith('unreadable')
}

function sortOf({ sort: { by, direction } }: Chosen, usual: Sort): Sort {
  if (by === null) return { by: usual.by, direction: direction ?? usual.direction }
  return { by: keyOf(by), direction: direction ?? usualDirection(by) }
}

function keyOf(by: ChosenSortKey): SortKey {
  return by === 'relevance' ? 'given' : by
}
