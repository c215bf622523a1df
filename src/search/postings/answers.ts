import { AUDIENCE } from '../../works/visibility.ts'
import type { Answer, Question } from '../question.ts'
import { CommonTags } from './common-tags.ts'
import { countFacets } from './count-facets.ts'
import { findKept } from './find-documents.ts'
import { KeptAnswers } from './kept-answers.ts'
import { markOf } from './ordering.ts'
import { pickPage } from './pick-page.ts'
import type { Postings } from './postings.ts'

/** Answers out of the postings; `pairings` are the tags that a filter's main pairing stands for. */
export class Answers {
  readonly #postings: Postings
  readonly #common: CommonTags
  readonly #kept: KeptAnswers

  constructor(postings: Postings) {
    this.#postings = postings
    this.#common = new CommonTags(postings)
    this.#kept = new KeptAnswers(postings)
  }

  answer(question: Question, pairings: readonly number[]): Answer {
    return this.#kept.answer(question, () => this.#make(question, pairings))
  }

  /** How many works this audience finds under a tag. */
  countTag(tagId: number, audience: number): number {
    return this.countName('tag', tagId, audience)
  }

  countName(kind: 'tag' | 'pseud', id: number, audience: number): number {
    const term = this.#termOf(kind, id)
    if (term < 0) return 0
    const { terms } = this.#postings
    return audience > AUDIENCE.members ? terms.countOpen(term) : terms.sizeOf(term)
  }

  /** Whether this audience finds any works under it. */
  isUsed(kind: 'tag' | 'pseud', id: number, audience: number): boolean {
    const term = this.#termOf(kind, id)
    if (term < 0) return false
    const { terms } = this.#postings
    return audience > AUDIENCE.members ? terms.hasOpen(term) : terms.sizeOf(term) > 0
  }

  #termOf(kind: 'tag' | 'pseud', id: number): number {
    const { names } = this.#postings
    return kind === 'tag' ? names.findTag(id) : names.findPseud(id)
  }

  #make(question: Question, pairings: readonly number[]): Answer {
    const { found, leftOutCount, hiddenCount } = findKept(this.#postings, question, pairings)
    const { documents, start, ordering } = pickPage(this.#postings, question, found)
    const { by } = question.sort
    const count = () => countFacets(this.#postings, this.#common, found, question.facets)
    return {
      ids: documents.map((document) => ordering.ids[document]!),
      total: found.count,
      page: Math.floor(start / question.perPage) + 1,
      start,
      leftOutCount,
      hiddenCount,
      facets: question.facets > 0 ? this.#kept.facets(question, count) : null,
      first: markOf(ordering, by, documents[0]),
      last: markOf(ordering, by, documents.at(-1)),
    }
  }
}
