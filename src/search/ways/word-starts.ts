/** Words in order, with who has them; found by how they begin. */
export class WordStarts {
  /** By first letter, so that a word that comes in later moves few others. */
  readonly #shelves = new Map<string, { words: string[]; isSorted: boolean; owners: Map<string, number[]> }>()

  add(word: string, owner: number): void {
    const first = firstOf(word)
    let shelf = this.#shelves.get(first)
    if (!shelf) this.#shelves.set(first, (shelf = { words: [], isSorted: true, owners: new Map() }))
    const owners = shelf.owners.get(word)
    if (owners) {
      if (owners.at(-1) !== owner) owners.push(owner)
      return
    }
    shelf.owners.set(word, [owner])
    shelf.words.push(word)
    shelf.isSorted = false
  }

  /** The owners of every word that begins so; whoever has two of them comes twice. */
  *find(start: string): Iterable<readonly number[]> {
    const shelf = this.#shelves.get(firstOf(start))
    if (!shelf) return
    if (!shelf.isSorted) shelf.words.sort((one, other) => (one < other ? -1 : 1))
    shelf.isSorted = true
    for (let index = placeOf(shelf.words, start); index < shelf.words.length; index++) {
      const word = shelf.words[index]!
      if (!word.startsWith(start)) return
      yield shelf.owners.get(word)!
    }
  }
}

function firstOf(word: string): string {
  return String.fromCodePoint(word.codePointAt(0) ?? 0)
}

/** Of the first word that does not come before `start`. */
function placeOf(words: readonly string[], start: string): number {
  let [low, high] = [0, words.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (words[middle]! < start) low = middle + 1
    else high = middle
  }
  return low
}
