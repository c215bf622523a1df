// Names in memory, found by how their words begin, the best first.
import { endsOf, foldForLooking, wordsOfName } from '../../text/name-words.ts'
import { IdNumbers } from '../id-numbers.ts'
import { WordStarts } from './word-starts.ts'

const MOST_WORDS = 6
/** In a rank: more than all words together. */
const STARTS = 32
const MOST_NAMESAKES = 20
/** So few names are looked through every time. */
const FEW = 5000
const SHORT = 3
const MANY = 1000
const MOST_KEPT = 5000
const KEPT_MS = 60_000
const NONE: ReadonlySet<number> = new Set()

export interface LookedFor {
  text: string
  limit: number
  /** Whose sizes these are. */
  audience: number
  /** How many works the viewer finds, by what the name is counted as. */
  sizeOf: (id: number) => number
  /** Those that come first of equals. */
  preferred: ReadonlySet<number>
  /** Those that are not wanted at all. */
  isWanted: (id: number) => boolean
}

export class NameIndex {
  readonly #slots = new IdNumbers()
  #size = 0
  /** By slot; 0: the name is no longer there. */
  readonly #ids: number[] = []
  readonly #countedAs: number[] = []
  readonly #names: string[] = []
  readonly #words = new WordStarts()
  readonly #kept = new Map<string, { best: readonly Candidate[]; until: number }>()
  /** By slot: which words of the question its name has, while a question is answered. */
  #found = new Uint8Array(1024)
  /** For the last question. */
  #lookedThrough = 0

  get size(): number {
    return this.#size
  }

  /** Its size is that of `countedAs`: a synonym is as large as what it stands for. */
  put(id: number, name: string, countedAs = id): void {
    const folded = foldForLooking(name)
    const old = this.#slots.get(id)
    if (old >= 0 && this.#names[old] === folded && this.#countedAs[old] === countedAs) return
    this.remove(id)
    this.#kept.clear()
    const slot = this.#ids.push(id) - 1
    this.#countedAs.push(countedAs)
    this.#names.push(folded)
    this.#slots.set(id, slot)
    this.#size++
    for (const word of wordsOfName(folded)) for (const end of endsOf(word)) this.#words.add(end, slot)
    if (slot >= this.#found.length) this.#found = new Uint8Array(2 * this.#found.length)
  }

  remove(id: number): void {
    const slot = this.#slots.get(id)
    if (slot < 0) return
    this.#slots.delete(id)
    this.#size--
    this.#kept.clear()
    this.#ids[slot] = 0
    this.#names[slot] = ''
  }

  /** The ids of exactly this name. */
  named(text: string): number[] {
    const folded = foldForLooking(text)
    const all = { text, limit: MOST_NAMESAKES, audience: -1, sizeOf: () => 0, preferred: NONE, isWanted: () => true }
    return this.find(all).flatMap(({ id, name }) => (name === folded ? [id] : []))
  }

  /** Names that have all words, and below them those that lack one. */
  find(looked: LookedFor): Candidate[] {
    const folded = foldForLooking(looked.text)
    if (this.size <= FEW) return this.#findAll(looked)
    if (folded.length <= SHORT && wordsOfName(folded).length === 1) return this.#findShort(folded, looked)
    if (looked.preferred.size > 0) return this.#findAll(looked)
    return this.#findBest(folded, looked).filter(({ id }) => looked.isWanted(id))
  }

  #findShort(folded: string, looked: LookedFor): Candidate[] {
    const { preferred, isWanted, sizeOf, limit } = looked
    const others = this.#findBest(folded, looked).filter(({ id }) => isWanted(id) && !preferred.has(id))
    const best = new Best(limit)
    for (const row of others) best.put(row)
    for (const id of preferred) {
      const name = this.#names[this.#slots.get(id)]
      if (name === undefined || !hasWord(name, folded) || !isWanted(id)) continue
      const rank = (name.startsWith(folded) ? STARTS : 0) + 3
      best.put({ id, rank, size: sizeOf(this.#countedAs[this.#slots.get(id)]!), name })
    }
    return best.rows
  }

  /** Half of all names have a word that begins with a letter, typed alone or after others: the best of many are kept for a while. */
  #findBest(folded: string, looked: LookedFor): readonly Candidate[] {
    const key = `${looked.audience} ${folded}`
    const before = this.#kept.get(key)
    if (before && before.until >= Date.now()) return before.best
    const best = this.#findAll({ ...looked, preferred: NONE, isWanted: () => true })
    if (this.#lookedThrough < MANY) return best
    if (this.#kept.size > MOST_KEPT) this.#kept.clear()
    this.#kept.set(key, { best, until: Date.now() + KEPT_MS })
    return best
  }

  #findAll({ text, limit, sizeOf, preferred, isWanted }: LookedFor): Candidate[] {
    const folded = foldForLooking(text)
    const words = [...new Set(wordsOfName(folded))].slice(0, MOST_WORDS)
    if (words.length === 0) return []
    const touched = this.#mark(words)
    this.#lookedThrough = touched.length
    const best = new Best(limit)
    const least = words.length > 1 ? words.length - 1 : 1
    const found = this.#found
    for (const slot of touched) {
      const count = bitsIn(found[slot]!)
      found[slot] = 0
      const id = this.#ids[slot]!
      if (id === 0 || count < least) continue
      const mayStart = count === words.length
      const size = sizeOf(this.#countedAs[slot]!)
      let rank = 2 * count + (preferred.has(id) ? 1 : 0)
      // Most could not stand among the best whatever their name is, which is far from here.
      if (!best.takes(mayStart ? rank + STARTS : rank, size)) continue
      const name = this.#names[slot]!
      if (mayStart && name.startsWith(folded)) rank += STARTS
      if (best.takes(rank, size) && isWanted(id)) best.put({ id, rank, size, name })
    }
    return best.rows
  }

  #mark(words: readonly string[]): number[] {
    const touched: number[] = []
    const found = this.#found
    for (const [number, word] of words.entries())
      for (const owners of this.#words.find(word))
        for (let at = 0; at < owners.length; at++) {
          const slot = owners[at]!
          if (found[slot] === 0) touched.push(slot)
          found[slot]! |= 1 << number
        }
    return touched
  }
}

function hasWord(name: string, start: string): boolean {
  return wordsOfName(name).some((word) => endsOf(word).some((end) => end.startsWith(start)))
}

function bitsIn(marks: number): number {
  let count = 0
  for (let rest = marks; rest !== 0; rest &= rest - 1) count++
  return count
}

export interface Candidate {
  id: number
  rank: number
  size: number
  name: string
}

/** The best few of many, in order. */
class Best {
  readonly #limit: number
  readonly rows: Candidate[] = []
  /** Of the last, when there is no more room. */
  #leastRank = -1
  #leastSize = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Whether one of this rank and size could stand among them. */
  takes(rank: number, size: number): boolean {
    return rank > this.#leastRank || (rank === this.#leastRank && size >= this.#leastSize)
  }

  put(row: Candidate): void {
    let place = this.rows.length
    while (place > 0 && isBetter(row, this.rows[place - 1]!)) place--
    this.rows.splice(place, 0, row)
    if (this.rows.length > this.#limit) this.rows.pop()
    if (this.rows.length < this.#limit) return
    const last = this.rows.at(-1)!
    this.#leastRank = last.rank
    this.#leastSize = last.size
  }
}

export function isBetter(one: Candidate, other: Candidate): boolean {
  if (one.rank !== other.rank) return one.rank > other.rank
  if (one.size !== other.size) return one.size > other.size
  if (one.name.length !== other.name.length) return one.name.length < other.name.length
  return one.name < other.name || (one.name === other.name && one.id < other.id)
}
