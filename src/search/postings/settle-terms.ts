import type { Documents } from './documents.ts'
import type { Terms } from './terms.ts'

/** As with bits in place of lists. */
const FREQUENT = 32

/**
 * What one document in so many has is taken out of the documents' own lists: two fifths of all that they would hold, for
 * some sixty terms whose bits tell the same.
 */
export function settleTerms({ documents, terms }: { documents: Documents; terms: Terms }): void {
  const counts = new Map<number, number>()
  for (let document = 0; document < documents.count; document++) {
    for (const term of documents.terms.valuesOf(document)) counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  for (const [term, count] of counts) if (count * FREQUENT >= documents.count) terms.makeImplicit(term)
  for (let document = 0; document < documents.count; document++) {
    const own = documents.terms.valuesOf(document)
    const isTag = documents.tagCounts[document]!
    for (const term of own) if (terms.implicit.has(term)) terms.add(term, document)
    documents.tagCounts[document] = own.subarray(0, isTag).filter((term) => !terms.implicit.has(term)).length
    documents.terms.set(
      document,
      own.filter((term) => !terms.implicit.has(term)),
    )
  }
}
