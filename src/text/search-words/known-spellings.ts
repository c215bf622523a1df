/** An archive in several languages has more than a hundred thousand that come again and again. */
const MOST = 160_000
/** A power of two, so that two fifths of the places stay free. */
const PLACES = 2 ** 18

/** Where a hash begins, and what each byte does to it: FNV-1a. */
export const FIRST_HASH = 0x811c9dc5 | 0
export const withByte = (hash: number, byte: number): number => Math.imul(hash ^ byte, 0x01000193)

export function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = FIRST_HASH
  for (let at = start; at < end; at += 1) hash = withByte(hash, bytes[at]!)
  return hash
}

/** Of an entry: its hash, where its bytes are, how many, and its value. */
const [HASH, FROM, LENGTH, VALUE, FIELDS] = [0, 1, 2, 3, 4]

export type MakeValue = (bytes: Uint8Array, start: number, end: number) => number

/**
 * A number for what was made of a word, kept by the bytes that the word has in a text: to make a string of each first takes
 * longer than all that is done with it. Clear it when it is full: the words of a language are few.
 */
export class KnownSpellings {
  /** Where the entry is, or 0, by hash and what follows. */
  readonly #places = new Int32Array(PLACES)
  /** One after the other, from the second; what belongs together lies together. */
  readonly #entries = new Int32Array((MOST + 1) * FIELDS)
  #last = 0
  #bytes = new Uint8Array(2 ** 20)
  #end = 0

  get isFull(): boolean {
    return this.#last === MOST * FIELDS
  }

  /** Of the bytes from `start` to `end`, which have this hash; `make` makes what is not known yet. */
  get(bytes: Uint8Array, start: number, end: number, hash: number, make: MakeValue): number {
    const entries = this.#entries
    let place = (hash ^ (hash >>> 15)) & (PLACES - 1)
    for (let entry = this.#places[place]!; entry !== 0; entry = this.#places[place]!) {
      if (entries[entry + HASH] === hash && this.#isSame(entry, bytes, start, end)) return entries[entry + VALUE]!
      place = (place + 1) & (PLACES - 1)
    }
    const value = make(bytes, start, end)
    this.#last += FIELDS
    this.#places[place] = this.#last
    entries[this.#last + HASH] = hash
    entries[this.#last + FROM] = this.#end
    entries[this.#last + LENGTH] = end - start
    entries[this.#last + VALUE] = value
    this.#keep(bytes, start, end)
    return value
  }

  #isSame(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#entries[entry + LENGTH] !== end - start) return false
    const kept = this.#bytes
    for (let from = this.#entries[entry + FROM]!, at = start; at < end; from += 1, at += 1) {
      if (kept[from] !== bytes[at]) return false
    }
    return true
  }

  #keep(bytes: Uint8Array, start: number, end: number): void {
    const from = this.#end
    this.#end += end - start
    if (this.#end > this.#bytes.length) {
      const larger = new Uint8Array(this.#end * 2)
      larger.set(this.#bytes)
      this.#bytes = larger
    }
    for (let at = start; at < end; at += 1) this.#bytes[from + at - start] = bytes[at]!
  }

  clear(): void {
    this.#places.fill(0)
    this.#last = 0
    this.#end = 0
  }
}
