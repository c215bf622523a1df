/** Names of columns, shared by all rows of one loop: what is known about a column is looked up once for them all. */
export class Columns {
  readonly names: readonly string[]
  readonly places: ReadonlyMap<string, number>
  /** Places in the order of the names. */
  readonly sorted: readonly number[]

  constructor(names: readonly string[]) {
    this.names = names
    this.places = new Map(names.map((name, place) => [name, place]))
    this.sorted = [...new Set(names)].sort().map((name) => this.places.get(name)!)
  }
}

/** The values of one row, which lie one after the other in one piece of memory and are cut out when asked for. */
export class Cells {
  readonly columns: Columns
  /** All of them, in the order of the columns. */
  readonly bytes: Buffer
  /** Where each ends; of NULL that number's complement, which is negative. */
  readonly #ends: number[]

  /** `lengths` are null for NULL; they may stand behind something else, and then begin at `from`. */
  constructor(columns: Columns, bytes: Buffer, lengths: readonly unknown[], from = 0) {
    this.columns = columns
    this.bytes = bytes
    const ends: number[] = []
    let end = 0
    for (let at = from; at < lengths.length; at++) {
      const length = lengths[at] as number | null
      if (length === null) ends.push(~end)
      else ends.push((end += length))
    }
    this.#ends = ends
  }

  /** How many bytes the row has in all. */
  get size(): number {
    return this.bytes.length
  }

  /** Null for NULL. */
  lengthAt(place: number): number | null {
    const end = this.#ends[place] ?? -1
    return end < 0 ? null : end - this.#startOf(place)
  }

  #startOf(place: number): number {
    const before = place === 0 ? 0 : this.#ends[place - 1]!
    return before < 0 ? ~before : before
  }

  at(place: number): Buffer | null {
    const end = this.#ends[place] ?? -1
    return end < 0 ? null : this.bytes.subarray(this.#startOf(place), end)
  }

  /** Copies a value to `offset` of a larger piece and returns where it ends. */
  copy(place: number, target: Buffer, offset: number): number {
    const end = this.#ends[place]!
    if (end < 0) return offset
    let from = this.#startOf(place)
    if (end - from > 40) return offset + this.bytes.copy(target, offset, from, end)
    let to = offset
    while (from < end) target[to++] = this.bytes[from++]!
    return to
  }

  /** What a value says that is nothing but up to fifteen digits, 0 for an empty one; null for every other. */
  digits(place: number): number | null {
    const end = this.#ends[place]!
    if (end < 0) return 0
    const start = this.#startOf(place)
    if (end - start > 15) return null
    let number = 0
    for (let at = start; at < end; at++) {
      const digit = this.bytes[at]! - 0x30
      if (digit < 0 || digit > 9) return null
      number = number * 10 + digit
    }
    return number
  }
}
