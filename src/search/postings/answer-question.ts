import type { Answer, Question } from '../question.ts'
import type { CommonTags } from './common-tags.ts'
import { countFacets } from './count-facets.ts'
import { findKept } from './find-documents.ts'
import { markOf } from './ordering.ts'
import { pickPage } from './pick-page.ts'
import type { Postings } from './postings.ts'

/** `pairings`: the tags that the filter's main pairing stands for. */
export function answerQuestion(
  postings: Postings,
  common: CommonTags,
  question: Question,
  pairings: readonly number[],
): Answer {
  const { found, leftOutCount, hiddenCount } = findKept(postings, question, pairings)
  const { documents, start, ordering } = pickPage(postings, question, found)
  const { by } = question.sort
  return {
    ids: documents.map((document) => ordering.ids[document]!),
    total: found.count,
    page: Math.floor(start / question.perPage) + 1,
    start,
    leftOutCount,
    hiddenCount,
    facets: question.facets > 0 ? countFacets(postings, common, found, question.facets) : null,
    first: markOf(ordering, by, documents[0]),
    last: markOf(ordering, by, documents.at(-1)),
  }
}
