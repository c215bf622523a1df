// The documents of an answer: a list when they are few, bits when they are many, either from the other when needed.
import { type Bits, clearBit, countBits, countCommon, everyNth, hasBit, listBits, setBit, wordsFor } from './bits.ts'
import type { Clause } from './clauses.ts'
import type { Terms } from './terms.ts'

/** A list of a sixteenth of all is walked as fast as the bits of all. */
const MANY = 16
/** Looking into a list for one document takes as long as so many steps along it. */
const LOOK = 16

export class Found {
  readonly #terms: Terms
  #list: Uint32Array | null
  #bits: Bits | null
  #count: number
  /** What the list is in the order of, where it is not that of documents; it has all of them, and more. */
  #order: Uint32Array | null = null

  private constructor(terms: Terms, list: Uint32Array | null, bits: Bits | null, count: number) {
    this.#terms = terms
    this.#list = list
    this.#bits = bits
    this.#count = count
  }

  /** Of documents in whichever order, each once; `list` keeps that order, whatever is taken out. `bits` are theirs. */
  static these(terms: Terms, list: Uint32Array, bits: Bits | null = null): Found {
    if (bits === null || list.length * MANY <= terms.documents) return new Found(terms, list, null, list.length)
    const found = new Found(terms, null, bits, list.length)
    found.#order = list
    return found
  }

  /** With at least one of these terms. */
  static with(terms: Terms, wanted: readonly number[]): Found {
    const size = sizeOfAll(terms, wanted)
    const only = wanted[0]!
    if (wanted.length === 1 && !terms.bitsOf(only)) return Found.these(terms, terms.lists.valuesOf(only).slice())
    const bits = unionOf(terms, wanted)
    const count = wanted.length === 1 ? size : countBits(bits)
    if (count * MANY > terms.documents) return new Found(terms, null, bits, count)
    return new Found(terms, listBits(bits, count), null, count)
  }

  get count(): number {
    return this.#count
  }

  /** Whether bits are at hand. */
  get isMany(): boolean {
    return this.#list === null
  }

  get list(): Uint32Array {
    if (this.#list) return this.#list
    return (this.#list = this.#order ? this.#inOrder(this.#count) : listBits(this.#bits!, this.#count))
  }

  /** The first of the list. */
  first(many: number): Uint32Array {
    if (this.#list || !this.#order) return this.list.subarray(0, many)
    return this.#inOrder(Math.min(many, this.#count))
  }

  /** One of so many, in whichever order. */
  every(nth: number): Uint32Array {
    const list = this.#list
    if (!list) return everyNth(this.#bits!, nth)
    return Uint32Array.from({ length: Math.ceil(list.length / nth) }, (_, at) => list[at * nth]!)
  }

  get bits(): Bits {
    if (this.#bits) return this.#bits
    const bits = new Uint32Array(wordsFor(this.#terms.documents))
    for (const document of this.#list!) setBit(bits, document)
    return (this.#bits = bits)
  }

  /** Leaves only what fulfils the clause. */
  narrow(clause: Clause): void {
    if (this.#list) this.keepIf(this.#testOf(clause, this.#list.length))
    else this.#narrowBits(clause)
  }

  /** How many have the term. */
  countIn(term: number): number {
    const terms = this.#terms
    const bits = terms.bitsOf(term)
    if (bits) {
      const isShort = this.#list !== null && this.#count < bits.length
      return isShort ? countIn(this.#list!, 0, this.#count, bits) : countCommon(this.bits, bits)
    }
    const size = terms.lists.lengthOf(term)
    if (size === 0) return 0
    return countIn(terms.lists.arrayOf(term), terms.lists.startOf(term), size, this.bits)
  }

  keepIf(isKept: (document: number) => boolean): void {
    const old = this.list
    const kept = new Uint32Array(old.length)
    let count = 0
    for (let at = 0; at < old.length; at++) if (isKept(old[at]!)) kept[count++] = old[at]!
    this.#list = kept.subarray(0, count)
    this.#bits = null
    this.#order = null
    this.#count = count
  }

  /** Takes these out; returns how many were in it. */
  drop(documents: Uint32Array): number {
    const before = this.#count
    if (this.#list) {
      const dropped = new Set(documents)
      this.keepIf((document) => !dropped.has(document))
      return before - this.#count
    }
    const bits = this.#bits!
    for (const document of documents) {
      if (!hasBit(bits, document)) continue
      clearBit(bits, document)
      this.#count--
    }
    return before - this.#count
  }

  #inOrder(many: number): Uint32Array {
    const [order, bits, list] = [this.#order!, this.#bits!, new Uint32Array(many)]
    for (let at = 0, count = 0; count < many; at++) if (hasBit(bits, order[at]!)) list[count++] = order[at]!
    return list
  }

  #testOf({ terms: wanted, isNot }: Clause, looks: number): (document: number) => boolean {
    const terms = this.#terms
    const lists = wanted.reduce((sum, term) => sum + (terms.bitsOf(term) ? 0 : terms.sizeOf(term)), 0)
    if (wanted.length <= 4 && looks * LOOK * wanted.length <= lists + wordsFor(terms.documents)) {
      return (document) => wanted.some((term) => terms.has(term, document)) !== isNot
    }
    const bits = wanted.length === 1 ? bitsOf(terms, wanted[0]!) : unionOf(terms, wanted)
    return (document) => hasBit(bits, document) !== isNot
  }

  #narrowBits({ terms: wanted, isNot }: Clause): void {
    const own = this.#bits!
    const other = wanted.length === 1 ? bitsOf(this.#terms, wanted[0]!) : unionOf(this.#terms, wanted)
    for (let at = 0; at < own.length; at++) {
      const word = other[at] ?? 0
      own[at] = own[at]! & (isNot ? ~word : word)
    }
    this.#count = countBits(own)
  }
}

/** How many documents of a part of an array have their bit set. */
function countIn(array: Uint32Array, start: number, length: number, bits: Bits): number {
  let count = 0
  for (let at = start; at < start + length; at++) {
    const document = array[at]!
    count += (bits[document >>> 5]! >>> (document & 31)) & 1
  }
  return count
}

export function sizeOfAll(terms: Terms, wanted: readonly number[]): number {
  let size = 0
  for (const term of wanted) size += terms.sizeOf(term)
  return size
}

/** Not to be written to. */
function bitsOf(terms: Terms, term: number): Bits {
  return terms.bitsOf(term) ?? unionOf(terms, [term])
}

function unionOf(terms: Terms, wanted: readonly number[]): Bits {
  const union = new Uint32Array(wordsFor(terms.documents))
  for (const term of wanted) {
    const bits = terms.bitsOf(term)
    if (bits) for (let at = 0; at < bits.length; at++) union[at] = union[at]! | bits[at]!
    else for (const document of terms.lists.valuesOf(term)) setBit(union, document)
  }
  return union
}
