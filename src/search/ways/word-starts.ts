interface Word {
  word: string
  owners: number[]
}

interface Shelf {
  words: Word[]
  isSorted: boolean
  byWord: Map<string, Word>
}

/** Words in order, with who has them; found by how they begin. */
export class WordStarts {
  /** By first letter, so that a word that comes in later moves few others. */
  readonly #shelves = new Map<string, Shelf>()

  add(word: string, owner: number): void {
    const first = firstOf(word)
    let shelf = this.#shelves.get(first)
    if (!shelf) this.#shelves.set(first, (shelf = { words: [], isSorted: true, byWord: new Map() }))
    const owners = shelf.byWord.get(word)?.owners
    if (owners) {
      if (owners.at(-1) !== owner) owners.push(owner)
      return
    }
    const added = { word, owners: [owner] }
    shelf.byWord.set(word, added)
    shelf.words.push(added)
    shelf.isSorted = false
  }

  /** The owners of every word that begins so; whoever has two of them comes twice. */
  *find(start: string): Iterable<readonly number[]> {
    const shelf = this.#shelves.get(firstOf(start))
    if (!shelf) return
    if (!shelf.isSorted) shelf.words.sort((one, other) => (one.word < other.word ? -1 : 1))
    shelf.isSorted = true
    for (let index = placeOf(shelf.words, start); index < shelf.words.length; index++) {
      const { word, owners } = shelf.words[index]!
      if (!word.startsWith(start)) return
      yield owners
    }
  }
}

function firstOf(word: string): string {
  return String.fromCodePoint(word.codePointAt(0) ?? 0)
}

/** Of the first word that does not come before `start`. */
function placeOf(words: readonly Word[], start: string): number {
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (words[middle]!.word < start) low = middle + 1
    else high = middle
  }
  return low
}
