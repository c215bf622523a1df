// Finds names that look like a name, among a hundred thousand, without comparing all with all.
import { isWithin } from './edit-distance.ts'

export interface Named {
  id: number
  vocabularyId: number
  /** As `foldTag` has it. */
  folded: string
}

/** The same name in another kind; the same words in another order or number; spelt almost alike; one within the other. */
export type Likeness = 'same' | 'words' | 'spelling' | 'part'

export interface Alike {
  id: number
  how: Likeness
}

/** What a posting list may hold before it says too little about a name. */
const MOST_IN_COMMON = 800

export class AlikeNames {
  readonly #names: Named[] = []
  readonly #byWords = new Map<string, number[]>()
  readonly #byWord = new Map<string, number[]>()
  readonly #byGram = new Map<string, number[]>()

  add(name: Named): void {
    const place = this.#names.push(name) - 1
    put(this.#byWords, wordsKey(name.folded), place)
    for (const word of wordsOf(name.folded)) put(this.#byWord, word, place)
    for (const gram of gramsOf(name.folded)) put(this.#byGram, gram, place)
  }

  /** The nearest first; a name that is there already is not like itself. `parts`: also names within others. */
  like({ id, folded }: Pick<Named, 'id' | 'folded'>, { parts }: { parts: boolean }): Alike[] {
    const found = new Map<number, Likeness>()
    const take = (places: Iterable<number>, how: (other: Named) => Likeness | null) => {
      for (const place of places) {
        const other = this.#names[place]!
        const likeness = other.id === id || found.has(other.id) ? null : how(other)
        if (likeness) found.set(other.id, likeness)
      }
    }
    take(this.#byWords.get(wordsKey(folded)) ?? [], (other) => (other.folded === folded ? 'same' : 'words'))
    take(this.#spelling(folded), () => 'spelling')
    if (parts) take(this.#parts(folded), () => 'part')
    return [...found].map(([id, how]) => ({ id, how }))
  }

  /** Each mistake spoils three of the letters-in-threes: of the rarest few, one must be shared. */
  #spelling(folded: string): number[] {
    const most = mistakesIn(folded)
    if (most === 0) return []
    const lists = gramsOf(folded)
      .map((gram) => this.#byGram.get(gram) ?? [])
      .sort((a, b) => a.length - b.length)
      .slice(0, 3 * most + 1)
    const candidates = new Set(lists.filter((list) => list.length <= MOST_IN_COMMON).flat())
    return [...candidates].filter((place) => {
      const other = this.#names[place]!.folded
      if (Math.abs(other.length - folded.length) > most) return false
      return digitsIn(other) === digitsIn(folded) && signsIn(other) === signsIn(folded) && isWithin(folded, other, most)
    })
  }

  #parts(folded: string): number[] {
    const own = wordsOf(folded)
    const lists = own.map((word) => this.#byWord.get(word) ?? []).filter((list) => list.length <= MOST_IN_COMMON)
    const near = new Set(lists.flat())
    return [...near].filter((place) => {
      const { folded: name } = this.#names[place]!
      const other = wordsOf(name)
      if (signsIn(name) !== signsIn(folded) || other.length === own.length) return false
      const [few, many] = own.length < other.length ? [own, new Set(other)] : [other, new Set(own)]
      return few.every((word) => many.has(word))
    })
  }
}

function put(lists: Map<string, number[]>, key: string, place: number): void {
  const list = lists.get(key)
  if (list) list.push(place)
  else lists.set(key, [place])
}

const LITTLE = new Set(['the', 'a', 'an'])

function wordsOf(folded: string): string[] {
  return [...new Set(folded.split(/[\s/&]+/).filter((word) => word !== '' && !LITTLE.has(word)))]
}

/** A/B is not A & B, whatever else they share. */
function signsIn(folded: string): string {
  return folded.replace(/[^/&+#]/g, '')
}

function digitsIn(folded: string): string {
  return folded.replace(/[^\p{N}]/gu, '')
}

function wordsKey(folded: string): string {
  return `${signsIn(folded)} ${wordsOf(folded).map(singular).sort().join(' ')}`
}

function singular(word: string): string {
  if (word.length <= 3 || !/^[a-z]+s$/.test(word) || word.endsWith('ss')) return word
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1)
}

/** Short names differ by one letter and mean other things. */
function mistakesIn(folded: string): number {
  if (folded.length < 5) return 0
  return folded.length < 10 ? 1 : 2
}

function gramsOf(folded: string): string[] {
  const padded = `^${folded}$`
  const grams = new Set<string>()
  for (let at = 0; at + 3 <= padded.length; at++) grams.add(padded.slice(at, at + 3))
  return [...grams]
}
