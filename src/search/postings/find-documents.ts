import type { Question, WorkIds } from '../question.ts'
import { type Bits, hasBit, setBit, wordsFor } from './bits.ts'
import { type Bounds, boundsOf, clausesOf, hiddenClauses } from './clauses.ts'
import { Found, sizeOfAll } from './found.ts'
import type { Postings } from './postings.ts'

export interface Narrowed {
  found: Found
  leftOutCount: number
  hiddenCount: number
}

/** Of a list as everybody sees it, what is left for the person who asks. */
export function findKept(postings: Postings, question: Question, pairings: readonly number[]): Narrowed {
  const found = findDocuments(postings, question, pairings)
  const leftOutCount = question.leftOut.length > 0 ? found.drop(documentsOf(postings, question.leftOut)) : 0
  const before = found.count
  if (question.hidden.works.length > 0) found.drop(documentsOf(postings, question.hidden.works))
  for (const clause of hiddenClauses(postings.names, question)) found.narrow({ ...clause, isNot: !clause.isNot })
  return { found, leftOutCount, hiddenCount: before - found.count }
}

/** A list as everybody sees it. */
export function findDocuments(postings: Postings, question: Question, pairings: readonly number[]): Found {
  const { documents, terms } = postings
  const clauses = clausesOf(postings, question, pairings)
  const sizes = new Map(clauses.map((clause) => [clause, sizeOfAll(terms, clause.terms)]))
  // What narrows most comes first.
  const wanted = clauses.filter((clause) => !clause.isNot).toSorted((one, other) => sizes.get(one)! - sizes.get(other)!)
  const unwanted = clauses.filter((clause) => clause.isNot && clause.terms.length > 0)
  const { scope } = question
  if (wanted.some((clause) => clause.terms.length === 0)) return Found.these(terms, new Uint32Array(0))
  const found = scope.kind === 'works' ? theseWorks(postings, scope.ids) : Found.with(terms, wanted.shift()!.terms)
  for (const clause of [...wanted, ...unwanted]) {
    if (found.count === 0) break
    // Whatever has any terms at all has this one.
    if (clause.terms[0] !== 0) found.narrow(clause)
  }
  const bounds = boundsOf(documents, question.filter)
  if (bounds.length > 0 && found.count > 0) found.keepIf((document) => isWithin(document, bounds))
  return found
}

function theseWorks(postings: Postings, workIds: WorkIds): Found {
  const { list, bits } = pickDocuments(postings, workIds)
  return Found.these(postings.terms, list, bits)
}

/** Each once, in the order of the works; those that are not in the index are left out. */
export function documentsOf(postings: Postings, workIds: WorkIds): Uint32Array {
  return pickDocuments(postings, workIds).list
}

function pickDocuments({ documents }: Postings, workIds: WorkIds): { list: Uint32Array; bits: Bits } {
  const bits = new Uint32Array(wordsFor(documents.room))
  const list = new Uint32Array(workIds.length)
  let count = 0
  for (let at = 0; at < workIds.length; at++) {
    const document = documents.of(workIds[at]!)
    if (document < 0 || hasBit(bits, document)) continue
    setBit(bits, document)
    list[count++] = document
  }
  return { list: list.subarray(0, count), bits }
}

function isWithin(document: number, bounds: readonly Bounds[]): boolean {
  for (const { column, from, to } of bounds) {
    const value = column[document]!
    if (value < from || value > to) return false
  }
  return true
}
