import type { TagCount } from '../question.ts'
import type { Found } from './found.ts'
import type { Postings } from './postings.ts'
import { TopCounts } from './top-counts.ts'

/** Kept from one question to the next, all zero in between: made anew it costs more than the walk. */
let counts = new Uint32Array(0)
/** Which terms have been met, in a row; kept as well. */
let met = new Uint32Array(0)

/** The most frequent tags of each vocabulary, by way of the tags of each document. */
export function countByWalking({ names, documents, terms }: Postings, found: Found, most: number) {
  const { countable, vocabularies, tagIds } = names
  /** By vocabulary id. */
  const tops: TopCounts[] = []
  const topOf = (vocabulary: number) => (tops[vocabulary] ??= new TopCounts(most))
  makeRoom(names.count)
  const end = countTerms(documents, found)
  for (let at = 0; at < end; at++) {
    const term = met[at]!
    const count = counts[term]!
    counts[term] = 0
    if (countable[term] === 0) continue
    const top = topOf(vocabularies[term]!)
    if (count >= top.least) top.offer(tagIds[term]!, count)
  }
  // Documents do not list what most of them have.
  for (const term of terms.implicit) {
    if (countable[term] === 0) continue
    const top = topOf(vocabularies[term]!)
    if (terms.sizeOf(term) >= top.least) top.offer(tagIds[term]!, found.countIn(term))
  }
  const tags = new Map<number, readonly TagCount[]>()
  tops.forEach(({ kept }, vocabulary) => kept.length > 0 && tags.set(vocabulary, kept))
  return tags
}

function makeRoom(terms: number): void {
  if (counts.length >= terms) return
  counts = new Uint32Array(Math.ceil(terms * 1.25))
  met = new Uint32Array(counts.length)
}

/** Leaves in `counts` how often each was met, and in `met` which; returns how many. */
function countTerms({ terms, tagCounts }: Postings['documents'], found: Found): number {
  const { list } = found
  let end = 0
  for (let index = 0; index < list.length; index++) {
    const document = list[index]!
    const array = terms.arrayOf(document)
    const start = terms.startOf(document)
    const stop = start + tagCounts[document]!
    for (let at = start; at < stop; at++) {
      const term = array[at]!
      if (counts[term]!++ === 0) met[end++] = term
    }
  }
  return end
}
