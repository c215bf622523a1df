import { wordsFor } from './bits.ts'
import type { Postings } from './postings.ts'

/** A tag that one in so many documents has is common. */
const RARE = 8000
/** Of a vocabulary as small as that all are. */
const SMALL = 64
const MOST_CHANGES = 100

export interface Candidate {
  term: number
  /** When they were gathered. */
  size: number
}

export interface Candidates {
  /** The most frequent first. */
  common: Candidate[]
  /** The size of the largest that is not among them; null: all are. */
  rest: number | null
  /** What it takes to count all up to and with this one. */
  steps: Float64Array
}

/** What it takes to count those that are at least so large. */
export function stepsDownTo({ common, steps }: Candidates, size: number): number {
  let [from, to] = [0, common.length]
  while (from < to) {
    const middle = (from + to) >>> 1
    if (common[middle]!.size >= size) from = middle + 1
    else to = middle
  }
  return from === 0 ? 0 : steps[from - 1]!
}

/** The tags that many works have, by vocabulary. Gathered anew after so many changes, or when tags have changed. */
export class CommonTags {
  readonly #postings: Postings
  #byVocabulary = new Map<number, Candidates>()
  #version = -1
  #namesVersion = -1

  constructor(postings: Postings) {
    this.#postings = postings
  }

  /** By so much a size may differ by now. */
  get slack(): number {
    return this.#postings.version - this.#version
  }

  get byVocabulary(): ReadonlyMap<number, Candidates> {
    const isKnown = this.#version >= 0 && this.#namesVersion === this.#postings.names.version
    if (!isKnown || this.slack > MOST_CHANGES) this.#gather()
    return this.#byVocabulary
  }

  #gather(): void {
    const { names, terms, documents, version } = this.#postings
    this.#version = version
    this.#namesVersion = names.version
    this.#byVocabulary = new Map()
    const floor = Math.ceil(documents.count / RARE)
    const known = this.#countTags()
    for (let term = 0; term < names.count; term++) {
      if (names.countable[term] === 0) continue
      const candidates = this.#of(names.vocabularies[term]!)
      const size = terms.sizeOf(term)
      const isCommon = size >= floor || known.get(names.vocabularies[term]!)! <= SMALL
      if (isCommon) candidates.common.push({ term, size })
      else candidates.rest = Math.max(candidates.rest ?? 0, size)
    }
    for (const candidates of this.#byVocabulary.values()) {
      candidates.common.sort((one, other) => other.size - one.size)
      let sum = 0
      candidates.steps = Float64Array.from(candidates.common, ({ term, size }) => {
        return (sum += terms.bitsOf(term) ? wordsFor(terms.documents) : size)
      })
    }
  }

  #of(vocabulary: number): Candidates {
    let candidates = this.#byVocabulary.get(vocabulary)
    if (!candidates)
      this.#byVocabulary.set(vocabulary, (candidates = { common: [], rest: null, steps: new Float64Array(0) }))
    return candidates
  }

  #countTags(): Map<number, number> {
    const { names } = this.#postings
    const counts = new Map<number, number>()
    for (let term = 0; term < names.count; term++) {
      if (names.countable[term] === 0) continue
      const vocabulary = names.vocabularies[term]!
      counts.set(vocabulary, (counts.get(vocabulary) ?? 0) + 1)
    }
    return counts
  }
}
