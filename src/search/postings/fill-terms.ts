import type { Postings } from './postings.ts'

const DOCUMENTS_AT_ONCE = 2000

/** After `putInBulk`: what documents each term has, counted first, so that every list gets just the room it needs. */
export async function fillTerms(postings: Postings, pause: () => Promise<void>): Promise<void> {
  const { documents, names, terms } = postings
  const sizes = new Uint32Array(names.count)
  const walk = async (visit: (term: number, document: number) => void) => {
    for (let from = 0; from < documents.count; from += DOCUMENTS_AT_ONCE) {
      const to = Math.min(from + DOCUMENTS_AT_ONCE, documents.count)
      for (let document = from; document < to; document++) {
        for (const term of documents.terms.valuesOf(document)) visit(term, document)
      }
      await pause()
    }
  }
  await walk((term) => sizes[term]!++)
  terms.reserve(documents.room)
  terms.prepare(sizes)
  await walk((term, document) => terms.append(term, document))
  postings.version++
}
