// Which documents have a term: a sorted list, or, of what many have, a bit for each document.
import { type Bits, clearBit, countCommon, grownTo, hasBit, setBit, wordsFor } from './bits.ts'
import { Lists } from './lists.ts'
import { SWITCHES } from './term-names.ts'

/** From one document in so many on, bits take less room than a list. */
const DENSE = 32
/** A small archive keeps lists. */
const LEAST_DENSE = 64
/** The count of a list so long is kept. */
const WORTH_KEEPING = 50

export class Terms {
  readonly lists = new Lists()
  readonly #bits = new Map<number, Bits>()
  readonly #implicit = new Set<number>()
  #sizes = new Uint32Array(1024)
  /** What `countOpen` found since the last change, of those that take long to count. */
  readonly #openCounts = new Map<number, number>()
  #documents = 0

  /** How many documents there can be. */
  get documents(): number {
    return this.#documents
  }

  /** What so many documents have that they do not list it: their bits tell. */
  get implicit(): ReadonlySet<number> {
    return this.#implicit
  }

  makeImplicit(term: number): void {
    this.#implicit.add(term)
    this.#bits.set(term, new Uint32Array(wordsFor(this.#documents)))
  }

  sizeOf(term: number): number {
    return this.#sizes[term] ?? 0
  }

  /** Undefined: it is a list. May be shorter than the documents are many. */
  bitsOf(term: number): Bits | undefined {
    return this.#bits.get(term)
  }

  has(term: number, document: number): boolean {
    const bits = this.#bits.get(term)
    return bits ? hasBit(bits, document) : this.lists.has(term, document)
  }

  /** How many of its documents guests find. */
  countOpen(term: number): number {
    if (this.sizeOf(term) < WORTH_KEEPING) return this.#countOpen(term)
    const known = this.#openCounts.get(term)
    if (known !== undefined) return known
    const count = this.#countOpen(term)
    this.#openCounts.set(term, count)
    return count
  }

  #countOpen(term: number): number {
    const open = this.#bits.get(SWITCHES.open)
    const bits = this.#bits.get(term)
    if (bits && open) return countCommon(bits, open)
    if (bits)
      return this.lists.valuesOf(SWITCHES.open).reduce((sum, document) => sum + (hasBit(bits, document) ? 1 : 0), 0)
    let count = 0
    for (const document of this.lists.valuesOf(term)) if (this.has(SWITCHES.open, document)) count++
    return count
  }

  /** Whether guests find one of its documents. */
  hasOpen(term: number): boolean {
    const open = this.#bits.get(SWITCHES.open)
    const bits = this.#bits.get(term)
    if (bits && open) return bits.some((word, at) => (word & (open[at] ?? 0)) !== 0)
    if (bits) return this.countOpen(term) > 0
    return this.lists.valuesOf(term).some((document) => this.has(SWITCHES.open, document))
  }

  /** Makes room; `documents` only grows. */
  reserve(documents: number): void {
    this.#documents = Math.max(this.#documents, documents)
  }

  add(term: number, document: number): void {
    this.#count(term, 1)
    const bits = this.#bits.get(term)
    if (bits) return setBit(this.#grown(term, bits), document)
    this.lists.insert(term, document)
    if (this.#isDense(this.#sizes[term]!)) this.#turnIntoBits(term)
  }

  remove(term: number, document: number): void {
    this.#count(term, -1)
    const bits = this.#bits.get(term)
    if (bits) clearBit(this.#grown(term, bits), document)
    else this.lists.remove(term, document)
  }

  /** For filling in bulk: afterwards each of these terms gets its documents by `append`, upwards. */
  prepare(sizes: Uint32Array): void {
    for (let term = 0; term < sizes.length; term++) {
      if (this.#implicit.has(term)) continue
      if (this.#isDense(sizes[term]!)) this.#bits.set(term, new Uint32Array(wordsFor(this.#documents)))
      else this.lists.reserve(term, sizes[term]!)
    }
  }

  append(term: number, document: number): void {
    this.#count(term, 1)
    const bits = this.#bits.get(term)
    if (bits) setBit(bits, document)
    else this.lists.append(term, document)
  }

  #isDense(size: number): boolean {
    return size >= LEAST_DENSE && size * DENSE >= this.#documents
  }

  #turnIntoBits(term: number): void {
    const bits = new Uint32Array(wordsFor(this.#documents))
    for (const document of this.lists.valuesOf(term)) setBit(bits, document)
    this.lists.clear(term)
    this.#bits.set(term, bits)
  }

  #grown(term: number, bits: Bits): Bits {
    if (bits.length >= wordsFor(this.#documents)) return bits
    const grown = grownTo(bits, wordsFor(this.#documents))
    this.#bits.set(term, grown)
    return grown
  }

  #count(term: number, difference: number): void {
    if (this.#openCounts.size > 0) this.#openCounts.clear()
    if (term >= this.#sizes.length) {
      const sizes = new Uint32Array(Math.max(term + 1, Math.ceil(this.#sizes.length * 1.25)))
      sizes.set(this.#sizes)
      this.#sizes = sizes
    }
    this.#sizes[term]! += difference
  }
}
