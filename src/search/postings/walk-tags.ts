import type { TagCount } from '../question.ts'
import type { Found } from './found.ts'
import type { Postings } from './postings.ts'
import { TopCounts } from './top-counts.ts'

/** Kept from one question to the next, all zero in between: made anew it costs more than the walk. */
let counts = new Uint32Array(0)

/** The most frequent tags of each vocabulary, by way of the tags of each document. */
export function countByWalking({ names, documents, terms }: Postings, found: Found, most: number) {
  if (counts.length < names.count) counts = new Uint32Array(Math.ceil(names.count * 1.25))
  const tops = new Map<number, TopCounts>()
  const topOf = (vocabulary: number) => {
    let top = tops.get(vocabulary)
    if (!top) tops.set(vocabulary, (top = new TopCounts(most)))
    return top
  }
  let vocabulary = -1
  let top = topOf(vocabulary)
  for (const term of countTerms(documents, found)) {
    const count = counts[term]!
    counts[term] = 0
    if (names.countable[term] === 0) continue
    if (names.vocabularies[term] !== vocabulary) top = topOf((vocabulary = names.vocabularies[term]!))
    if (count >= top.least) top.offer(names.tagIds[term]!, count)
  }
  // Documents do not list what most of them have.
  for (const term of terms.implicit) {
    if (names.countable[term] === 0) continue
    top = topOf(names.vocabularies[term]!)
    if (terms.sizeOf(term) >= top.least) top.offer(names.tagIds[term]!, found.countIn(term))
  }
  const filled = [...tops].filter(([, { kept }]) => kept.length > 0)
  return new Map<number, readonly TagCount[]>(filled.map(([id, { kept }]) => [id, kept]))
}

/** Leaves in `counts` how often each was met; returns which. */
function countTerms({ terms, tagCounts }: Postings['documents'], found: Found): number[] {
  const met: number[] = []
  const { list } = found
  for (let index = 0; index < list.length; index++) {
    const document = list[index]!
    const array = terms.arrayOf(document)
    const start = terms.startOf(document)
    const end = start + tagCounts[document]!
    for (let at = start; at < end; at++) {
      const term = array[at]!
      if (counts[term]!++ === 0) met.push(term)
    }
  }
  return met
}
