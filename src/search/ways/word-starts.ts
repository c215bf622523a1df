// Words in order, with who has them; found by how they begin. Hundreds of thousands of them lie packed, as one text and
// a few rows of numbers for each beginning, since an object for each would cost more than what it holds.

/** So many that have come in lately lie unpacked, or a quarter of all where that is more. */
const MOST_FRESH = 64

export class WordStarts {
  /** By the first letter, then by the first two: the words that begin so. */
  readonly #shelves = new Map<string, Map<string, Shelf>>()

  add(word: string, owner: number): void {
    const [first, start] = beginningsOf(word)
    let shelves = this.#shelves.get(first)
    if (!shelves) this.#shelves.set(first, (shelves = new Map()))
    let shelf = shelves.get(start)
    if (!shelf) shelves.set(start, (shelf = new Shelf()))
    shelf.add(word, owner)
  }

  /** The owners of every word that begins so, in no order; whoever has two of them comes twice. */
  *find(start: string): Iterable<ArrayLike<number>> {
    const [first, two] = beginningsOf(start)
    const shelves = this.#shelves.get(first)
    if (!shelves) return
    if (two !== first) return yield* shelves.get(two)?.find(start) ?? []
    for (const shelf of shelves.values()) yield* shelf.find(start)
  }
}

/** Its first letter, and its first two; the same where it has no more. */
function beginningsOf(word: string): [string, string] {
  const first = String.fromCodePoint(word.codePointAt(0) ?? 0)
  const second = word.codePointAt(first.length)
  return [first, second === undefined ? first : first + String.fromCodePoint(second)]
}

interface Packed {
  /** The words in order, one behind the other. */
  text: string
  /** Where each begins, and at last where the text ends. */
  starts: Uint32Array
  owners: Uint32Array
  /** Where the owners of each word begin, and at last where all end. */
  ownerStarts: Uint32Array
}

const NOTHING: Packed = {
  text: '',
  starts: new Uint32Array(1),
  owners: new Uint32Array(0),
  ownerStarts: new Uint32Array(1),
}

class Shelf {
  #packed = NOTHING
  readonly #fresh = new Map<string, number[]>()

  add(word: string, owner: number): void {
    const owners = this.#fresh.get(word)
    if (owners && owners.at(-1) !== owner) owners.push(owner)
    else if (!owners) this.#fresh.set(word, [owner])
    if (this.#fresh.size > Math.max(MOST_FRESH, this.#packed.starts.length / 4)) this.#pack()
  }

  *find(start: string): Iterable<ArrayLike<number>> {
    const { starts, owners, ownerStarts } = this.#packed
    const from = this.#placeOf(start)
    let to = from
    while (to < starts.length - 1 && this.#wordAt(to).startsWith(start)) to++
    if (to > from) yield owners.subarray(ownerStarts[from], ownerStarts[to])
    for (const [word, owners] of this.#fresh) if (word.startsWith(start)) yield owners
  }

  #wordAt(place: number): string {
    const { text, starts } = this.#packed
    return text.slice(starts[place], starts[place + 1])
  }

  /** Of the first word that does not come before `start`. */
  #placeOf(start: string): number {
    let [low, high] = [0, this.#packed.starts.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#wordAt(middle) < start) low = middle + 1
      else high = middle
    }
    return low
  }

  #pack(): void {
    const { owners, starts, ownerStarts } = this.#packed
    const all = new Map<string, ArrayLike<number>>()
    for (let place = 0; place < starts.length - 1; place++)
      all.set(this.#wordAt(place), owners.subarray(ownerStarts[place], ownerStarts[place + 1]))
    for (const [word, fresh] of this.#fresh) {
      const before = all.get(word)
      all.set(word, before ? joined(before, fresh) : fresh)
    }
    this.#packed = packed([...all].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    this.#fresh.clear()
  }
}

function joined(one: ArrayLike<number>, other: ArrayLike<number>): Uint32Array {
  const both = new Uint32Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

function packed(words: ReadonlyArray<[string, ArrayLike<number>]>): Packed {
  const starts = new Uint32Array(words.length + 1)
  const ownerStarts = new Uint32Array(words.length + 1)
  for (const [place, [word, owners]] of words.entries()) {
    starts[place + 1] = starts[place]! + word.length
    ownerStarts[place + 1] = ownerStarts[place]! + owners.length
  }
  const owners = new Uint32Array(ownerStarts.at(-1)!)
  for (const [place, [, own]] of words.entries()) owners.set(own, ownerStarts[place])
  return { text: words.map(([word]) => word).join(''), starts, owners, ownerStarts }
}
