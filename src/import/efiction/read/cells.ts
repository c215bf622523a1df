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
  /** Null for NULL. */
  readonly #lengths: readonly (number | null)[]
  readonly #ends: number[] = []

  constructor(columns: Columns, bytes: Buffer, lengths: readonly (number | null)[]) {
    this.columns = columns
    this.bytes = bytes
    this.#lengths = lengths
    let end = 0
    for (let place = 0; place < lengths.length; place++) this.#ends.push((end += lengths[place] ?? 0))
  }

  /** How many bytes the row has in all. */
  get size(): number {
    return this.bytes.length
  }

  /** Null for NULL. */
  lengthAt(place: number): number | null {
    return this.#lengths[place] ?? null
  }

  at(place: number): Buffer | null {
    const length = this.#lengths[place] ?? null
    const end = this.#ends[place]!
    return length === null ? null : this.bytes.subarray(end - length, end)
  }

  /** Copies a value to `offset` of a larger piece and returns where it ends. */
  copy(place: number, target: Buffer, offset: number): number {
    const end = this.#ends[place]!
    let from = end - (this.#lengths[place] ?? 0)
    if (end - from > 40) return offset + this.bytes.copy(target, offset, from, end)
    let to = offset
    while (from < end) target[to++] = this.bytes[from++]!
    return to
  }

  /** What a value says that is nothing but up to fifteen digits, 0 for an empty one; null for every other. */
  digits(place: number): number | null {
    const length = this.#lengths[place] ?? 0
    if (length > 15) return null
    const end = this.#ends[place]!
    let number = 0
    for (let at = end - length; at < end; at++) {
      const digit = this.bytes[at]! - 0x30
      if (digit < 0 || digit > 9) return null
      number = number * 10 + digit
    }
    return number
  }
}
