// How often each tag, language and state stands in an answer. A large answer is laid over the lists of common tags, a
// small one is walked.
import type { Facets, TagCount } from '../question.ts'
import { wordsFor } from './bits.ts'
import type { Candidates, CommonTags } from './common-tags.ts'
import type { Found } from './found.ts'
import type { Postings } from './postings.ts'
import { SWITCHES } from './term-names.ts'
import { TopCounts } from './top-counts.ts'
import { countByWalking } from './walk-tags.ts'

type TagCounts = Map<number, readonly TagCount[]>

/** Steps along lists, which lie in a row, that take as long as one document, which lies somewhere. */
const STEPS = 150
/** Fewer are walked at once. */
const FEW = 1000

export function countFacets(postings: Postings, common: CommonTags, found: Found, most: number): Facets {
  const complete = found.countIn(SWITCHES.complete)
  return {
    tags: countCommon(postings, common, found, most) ?? countByWalking(postings, found, most),
    languages: countLanguages(postings, found),
    complete,
    inProgress: found.count - complete,
    crossovers: found.countIn(SWITCHES.crossover),
  }
}

/** Null: it is not worth it, or tags that are not common belong into the answer. */
function countCommon(postings: Postings, common: CommonTags, found: Found, most: number): TagCounts | null {
  if (found.count < FEW) return null
  const counts: TagCounts = new Map()
  const budget = { steps: found.count * STEPS }
  // Gathered before the slack is asked for.
  const { byVocabulary } = common
  const { slack } = common
  for (const [vocabulary, candidates] of byVocabulary) {
    const top = new TopCounts(most)
    if (!countCandidates(postings, found, { candidates, slack, top, budget })) return null
    if (top.kept.length > 0) counts.set(vocabulary, top.kept)
  }
  return counts
}

interface Counting {
  candidates: Candidates
  slack: number
  top: TopCounts
  budget: { steps: number }
}

/** Whether the top is right. */
function countCandidates(postings: Postings, found: Found, { candidates, slack, top, budget }: Counting): boolean {
  const { terms, names } = postings
  for (const { term, size } of candidates.common) {
    if (top.least > size + slack) return true
    budget.steps -= terms.bitsOf(term) ? wordsFor(terms.documents) : size
    if (budget.steps < 0) return false
    top.offer(names.tagIds[term]!, found.countIn(term))
  }
  return candidates.rest === null || top.least > candidates.rest + slack
}

function countLanguages({ names, terms }: Postings, found: Found): Facets['languages'] {
  const counts: Array<{ language: string; count: number }> = []
  for (const [language, term] of names.languages) {
    if (terms.sizeOf(term) === 0) continue
    const count = found.countIn(term)
    if (count > 0) counts.push({ language, count })
  }
  return counts.sort((one, other) => other.count - one.count || (one.language < other.language ? -1 : 1))
}
