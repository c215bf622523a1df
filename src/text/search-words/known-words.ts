/** Of words so long there are many, and hardly one comes again. */
const LONGEST = 40
const MOST = 100_000
/** A power of two, so that two thirds of the places stay free. */
const PLACES = 2 ** 18

/**
 * What was made of a word, kept by its letters as they stand in a text: to cut each word out of the text first takes longer
 * than all that is done with it. Forgets everything when it is full: the words of a language are few.
 */
export class KnownWords<Value> {
  /** Number of a word, or 0, by its hash and what follows. */
  readonly #places = new Int32Array(PLACES)
  /** All by the number of the word, from 1. */
  readonly #hashes = new Int32Array(MOST + 1)
  readonly #ends = new Int32Array(MOST + 1)
  readonly #values: Value[] = []
  /** No texts, which would be held on to for a word of theirs. */
  #letters = new Uint16Array(MOST)
  #count = 0

  /** Of the word from `start` to `end`; `make` makes what is not known yet of a copy of it. */
  get(text: string, start: number, end: number, make: (word: string) => Value): Value {
    if (end - start > LONGEST) return make(text.slice(start, end))
    const hash = hashOf(text, start, end)
    let place = hash & (PLACES - 1)
    for (let number = this.#places[place]!; number !== 0; number = this.#places[place]!) {
      if (this.#hashes[number] === hash && this.#isSame(number, text, start, end)) return this.#values[number - 1]!
      place = (place + 1) & (PLACES - 1)
    }
    if (this.#count < MOST) return this.#keep(place, hash, text.slice(start, end), make)
    this.#clear()
    return this.#keep(hash & (PLACES - 1), hash, text.slice(start, end), make)
  }

  #isSame(number: number, text: string, start: number, end: number): boolean {
    const from = this.#ends[number - 1]!
    if (this.#ends[number]! - from !== end - start) return false
    for (let at = start; at < end; at += 1) {
      if (this.#letters[from + at - start] !== text.charCodeAt(at)) return false
    }
    return true
  }

  #keep(place: number, hash: number, word: string, make: (word: string) => Value): Value {
    const from = this.#ends[this.#count]!
    if (from + word.length > this.#letters.length) this.#grow()
    for (let at = 0; at < word.length; at += 1) this.#letters[from + at] = word.charCodeAt(at)
    const value = make(String.fromCharCode(...this.#letters.subarray(from, from + word.length)))
    this.#values.push(value)
    this.#count += 1
    this.#ends[this.#count] = from + word.length
    this.#hashes[this.#count] = hash
    this.#places[place] = this.#count
    return value
  }

  #grow(): void {
    const larger = new Uint16Array(this.#letters.length * 2)
    larger.set(this.#letters)
    this.#letters = larger
  }

  #clear(): void {
    this.#places.fill(0)
    this.#values.length = 0
    this.#count = 0
  }
}

/** FNV-1a, over UTF-16. */
function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash ^ (hash >>> 15)
}
