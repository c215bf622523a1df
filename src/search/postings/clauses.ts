// A question's scope and filter as clauses over terms: of the terms of each, a document has at least one, or none.
import type { Filter, Question, Range } from '../question.ts'
import type { Documents } from './documents.ts'
import type { Postings } from './postings.ts'
import { SWITCHES, type TermNames } from './term-names.ts'

export interface Clause {
  /** Those that no document has are left out. */
  terms: readonly number[]
  /** None of them, in place of at least one. */
  isNot: boolean
}

export interface Bounds {
  column: Float64Array | Uint32Array
  from: number
  to: number
}

/** `pairings`: the tags that a main pairing of the filter stands for. */
export function clausesOf({ names }: Postings, question: Question, pairings: readonly number[]): Clause[] {
  const { audience, scope, filter } = question
  const clauses = [yes([audience > 1 ? SWITCHES.open : SWITCHES.all])]
  if (scope.kind === 'tag') clauses.push(yes([names.findTag(scope.tagId)]))
  if (scope.kind === 'author') clauses.push(yes([names.findPseud(scope.pseudId)]))
  if (scope.kind === 'letter') clauses.push(yes([names.findLetter(scope.letter)]))
  for (const id of filter.with) clauses.push(yes([names.findTag(id)]))
  for (const group of filter.anyOf) clauses.push(yes(group.map((id) => names.findTag(id))))
  if (filter.without.length > 0) clauses.push(no(filter.without.map((id) => names.findTag(id))))
  for (const id of filter.authors) clauses.push(yes([names.findPseud(id)]))
  if (filter.languages.length > 0) clauses.push(yes(filter.languages.map((one) => names.findLanguage(one))))
  if (filter.mainPairing !== null) clauses.push(yes(pairings.map((id) => names.findPairing(id))))
  if (filter.letter !== null) clauses.push(yes([names.findLetter(filter.letter)]))
  return [...clauses, ...switchesOf(filter)]
}

function switchesOf({ status, crossover, downloadsOn, reviewsOn }: Filter): Clause[] {
  const clauses: Clause[] = []
  if (status !== null) clauses.push({ terms: [SWITCHES.complete], isNot: status !== 'complete' })
  if (crossover !== null) clauses.push({ terms: [SWITCHES.crossover], isNot: crossover !== 'only' })
  if (downloadsOn) clauses.push(yes([SWITCHES.downloadsOn]))
  if (reviewsOn) clauses.push(yes([SWITCHES.reviewsOn]))
  return clauses
}

/** What is never wanted, each as a clause that says what it hits. */
export function hiddenClauses(names: TermNames, { hidden }: Question): Clause[] {
  const clauses: Clause[] = []
  const terms = [...hidden.tags.map((id) => names.findTag(id)), ...hidden.pseuds.map((id) => names.findPseud(id))]
  if (terms.length > 0) clauses.push(yes(terms))
  if (hidden.onlyLanguages.length > 0) clauses.push(no(hidden.onlyLanguages.map((one) => names.findLanguage(one))))
  return clauses
}

export function boundsOf(documents: Documents, filter: Filter): Bounds[] {
  const bounds: Bounds[] = []
  const add = (column: Float64Array | Uint32Array, { from, to }: Range) => {
    if (from !== null || to !== null)
      bounds.push({ column, from: numberIn(from, -Infinity), to: numberIn(to, Infinity) })
  }
  add(documents.words, filter.words)
  add(documents.chapters, filter.chapters)
  add(documents.updated, filter.updated)
  add(documents.posted, filter.published)
  if (filter.hasOneChapter) bounds.push({ column: documents.chapters, from: 1, to: 1 })
  return bounds
}

function numberIn(end: number | null, open: number): number {
  if (end === null) return open
  return Number.isNaN(end) ? 0 : end
}

function yes(terms: readonly number[]): Clause {
  return { terms: terms.filter((term) => term >= 0), isNot: false }
}

function no(terms: readonly number[]): Clause {
  return { terms: terms.filter((term) => term >= 0), isNot: true }
}
