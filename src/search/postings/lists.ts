// A million short lists of numbers in a few large arrays: an array for each would cost more than what it holds.

const CHUNK_BITS = 18
const CHUNK = 1 << CHUNK_BITS
const LEAST_LISTS = 1024

/** Lists are named by small numbers; one that was never written is empty. */
export class Lists {
  /** A list lies within one of them. */
  readonly #chunks: Uint32Array[] = []
  #starts = new Uint32Array(LEAST_LISTS)
  #lengths = new Uint32Array(LEAST_LISTS)
  #rooms = new Uint32Array(LEAST_LISTS)
  /** Blocks that lists have left, by class of size. */
  readonly #free: number[][] = []
  #next = 0

  lengthOf(list: number): number {
    return list < this.#lengths.length ? this.#lengths[list]! : 0
  }

  /** The array in which the list lies, from `startOf` on. */
  arrayOf(list: number): Uint32Array {
    return this.#chunks[this.#starts[list]! >>> CHUNK_BITS]!
  }

  startOf(list: number): number {
    return this.#starts[list]! & (CHUNK - 1)
  }

  valuesOf(list: number): Uint32Array {
    const length = this.lengthOf(list)
    if (length === 0) return new Uint32Array(0)
    const start = this.startOf(list)
    return this.arrayOf(list).subarray(start, start + length)
  }

  /** Just as much room as it will need. Only for a list that is empty. */
  reserve(list: number, room: number): void {
    this.#makeSpaceFor(list)
    if (room === 0) return
    this.#starts[list] = this.#fresh(room)
    this.#rooms[list] = room
  }

  append(list: number, value: number): void {
    const length = this.#longer(list)
    this.arrayOf(list)[this.startOf(list) + length] = value
  }

  set(list: number, values: ArrayLike<number>): void {
    this.#makeSpaceFor(list)
    if (values.length > this.#rooms[list]!) {
      this.#lengths[list] = 0
      this.#move(list, values.length)
    }
    this.#lengths[list] = values.length
    if (values.length > 0) this.arrayOf(list).set(values, this.startOf(list))
  }

  clear(list: number): void {
    if (this.lengthOf(list) === 0) return
    this.#lengths[list] = 0
    this.#release(list)
  }

  /** Into a list that goes upwards; nothing happens when it is there. */
  insert(list: number, value: number): void {
    const at = this.#placeOf(list, value)
    const old = this.lengthOf(list)
    if (at < old && this.arrayOf(list)[this.startOf(list) + at] === value) return
    const length = this.#longer(list)
    const array = this.arrayOf(list)
    const start = this.startOf(list)
    array.copyWithin(start + at + 1, start + at, start + length)
    array[start + at] = value
  }

  remove(list: number, value: number): void {
    const at = this.#placeOf(list, value)
    const length = this.lengthOf(list)
    if (at === length) return
    const array = this.arrayOf(list)
    const start = this.startOf(list)
    if (array[start + at] !== value) return
    array.copyWithin(start + at, start + at + 1, start + length)
    this.#lengths[list] = length - 1
    if (length === 1) this.#release(list)
  }

  /** In a list that goes upwards. */
  has(list: number, value: number): boolean {
    const at = this.#placeOf(list, value)
    return at < this.lengthOf(list) && this.arrayOf(list)[this.startOf(list) + at] === value
  }

  /** How many of its values are smaller. */
  #placeOf(list: number, value: number): number {
    let from = 0
    let to = this.lengthOf(list)
    if (to === 0) return 0
    const array = this.arrayOf(list)
    const start = this.startOf(list)
    while (from < to) {
      const middle = (from + to) >>> 1
      if (array[start + middle]! < value) from = middle + 1
      else to = middle
    }
    return from
  }

  /** Makes it longer by one; returns how long it was. */
  #longer(list: number): number {
    this.#makeSpaceFor(list)
    const length = this.#lengths[list]!
    if (length === this.#rooms[list]) this.#move(list, length + 1)
    this.#lengths[list] = length + 1
    return length
  }

  #move(list: number, needed: number): void {
    const size = classAbove(needed)
    const start = this.#free[size]?.pop() ?? this.#fresh(sizeOf(size))
    const length = this.#lengths[list]!
    if (length > 0) {
      const from = this.startOf(list)
      this.#chunks[start >>> CHUNK_BITS]!.set(this.arrayOf(list).subarray(from, from + length), start & (CHUNK - 1))
    }
    this.#release(list)
    this.#starts[list] = start
    this.#rooms[list] = sizeOf(size)
  }

  #release(list: number): void {
    const room = this.#rooms[list]!
    if (room === 0) return
    this.#rooms[list] = 0
    const size = classBelow(room)
    const free = this.#free[size]
    if (free) free.push(this.#starts[list]!)
    else this.#free[size] = [this.#starts[list]!]
  }

  #fresh(room: number): number {
    if (room > CHUNK) {
      this.#chunks.push(new Uint32Array(room))
      this.#next = 0
      return (this.#chunks.length - 1) << CHUNK_BITS
    }
    if (this.#next === 0 || this.#next + room > CHUNK) {
      this.#chunks.push(new Uint32Array(CHUNK))
      this.#next = 0
    }
    const start = ((this.#chunks.length - 1) << CHUNK_BITS) + this.#next
    this.#next = (this.#next + room) % CHUNK
    return start >>> 0
  }

  #makeSpaceFor(list: number): void {
    if (list < this.#starts.length) return
    const length = Math.max(list + 1, Math.ceil(this.#starts.length * 1.25))
    this.#starts = longer(this.#starts, length)
    this.#lengths = longer(this.#lengths, length)
    this.#rooms = longer(this.#rooms, length)
  }
}

function longer(array: Uint32Array<ArrayBuffer>, length: number): Uint32Array<ArrayBuffer> {
  const grown = new Uint32Array(length)
  grown.set(array)
  return grown
}

// Sizes are 1, 2, 3, 4, 6, 8, 12, 16, 24 … under the names 0, 2, 3, 4, 5, 6, 7, 8, 9 …

function sizeOf(size: number): number {
  return size % 2 === 0 ? 2 ** (size / 2) : 3 * 2 ** ((size - 3) / 2)
}

function classBelow(room: number): number {
  const power = 31 - Math.clz32(room)
  return room >= 1.5 * 2 ** power && power > 0 ? 2 * power + 1 : 2 * power
}

function classAbove(room: number): number {
  const size = classBelow(room)
  if (sizeOf(size) >= room) return size
  return size === 0 ? 2 : size + 1
}
