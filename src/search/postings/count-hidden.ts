import type { HiddenCounts, Question } from '../question.ts'
import { documentsOf, findDocuments } from './find-documents.ts'
import type { Postings } from './postings.ts'

/** How much of a list each of the things hides that the person who asks never wants to see. */
export function countHidden(postings: Postings, question: Question, pairings: readonly number[]): HiddenCounts {
  const { leftOut, hidden } = question
  const { names } = postings
  const found = findDocuments(postings, question, pairings)
  if (leftOut.length > 0) found.drop(documentsOf(postings, leftOut))
  const countIn = (term: number) => (term < 0 ? 0 : found.countIn(term))
  const counted = (ids: readonly number[], termOf: (id: number) => number) =>
    new Map(ids.map((id) => [id, countIn(termOf(id))] as const).filter(([, count]) => count > 0))
  const only = [...new Set(hidden.onlyLanguages)]
  const welcome = only.reduce((sum, language) => sum + countIn(names.findLanguage(language)), 0)
  return {
    tags: counted(hidden.tags, (id) => names.findTag(id)),
    pseuds: counted(hidden.pseuds, (id) => names.findPseud(id)),
    languages: only.length === 0 ? 0 : found.count - welcome,
    works: found.drop(documentsOf(postings, hidden.works)),
  }
}
