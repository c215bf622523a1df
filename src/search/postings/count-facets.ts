// How often each tag, language and state stands in an answer. A large answer is laid over the lists of common tags, a
// small one is walked.
import type { Facets, TagCount } from '../question.ts'
import { type Candidates, type CommonTags, stepsDownTo } from './common-tags.ts'
import { Found } from './found.ts'
import type { Postings } from './postings.ts'
import { SWITCHES } from './term-names.ts'
import { TopCounts } from './top-counts.ts'
import { countByWalking } from './walk-tags.ts'

type TagCounts = Map<number, readonly TagCount[]>

/** Steps along lists, which lie in a row, that take as long as one document, which lies somewhere. */
const STEPS = 150
/** Fewer are walked at once. */
const FEW = 1000
/** One part in so many of all documents is laid over the lists without foretelling anything. */
const LARGE_PART = 4
const SAMPLED = 400

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
  // Gathered before the slack is asked for.
  const { byVocabulary } = common
  const { slack } = common
  const isLarge = found.count * LARGE_PART >= postings.documents.count
  if (!isLarge && !isWorthIt(postings, byVocabulary, found, most)) return null
  const counts: TagCounts = new Map()
  for (const [vocabulary, candidates] of byVocabulary) {
    const top = new TopCounts(most)
    if (!countCandidates(postings, found, { candidates, slack, top })) return null
    if (top.kept.length > 0) counts.set(vocabulary, top.kept)
  }
  return counts
}

/** A few documents of the answer foretell how far down the lists have to be counted. */
function isWorthIt(
  postings: Postings,
  byVocabulary: ReadonlyMap<number, Candidates>,
  found: Found,
  most: number,
): boolean {
  const every = Math.ceil(found.count / SAMPLED)
  const tops = countByWalking(postings, Found.these(postings.terms, found.every(every)), most)
  let steps = 0
  for (const [vocabulary, candidates] of byVocabulary) {
    const top = tops.get(vocabulary) ?? []
    const least = top.length < most ? 0 : top.at(-1)!.count * every
    if (candidates.rest !== null && least <= candidates.rest) return false
    steps += stepsDownTo(candidates, least)
  }
  return steps < found.count * STEPS
}

interface Counting {
  candidates: Candidates
  slack: number
  top: TopCounts
}

/** Whether the top is right. */
function countCandidates({ names }: Postings, found: Found, { candidates, slack, top }: Counting): boolean {
  for (const { term, size } of candidates.common) {
    if (top.least > size + slack) return true
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
