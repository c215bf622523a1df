/** By a key, then by the id of the work; `isDown`: the largest first. */
export interface Ordering {
  keys: Float64Array | Uint32Array
  ids: Float64Array
  isDown: boolean
}

/** Negative: `one` comes first. */
export function compare({ keys, ids, isDown }: Ordering, one: number, other: number): number {
  const difference = keys[one]! - keys[other]! || ids[one]! - ids[other]!
  return isDown ? -difference : difference
}

/** The first of many documents, without sorting the others: a heap with the last of them on top. */
export class Best {
  readonly #ordering: Ordering
  readonly #most: number
  readonly #heap: number[] = []

  constructor(ordering: Ordering, most: number) {
    this.#ordering = ordering
    this.#most = most
  }

  get isFull(): boolean {
    return this.#heap.length >= this.#most
  }

  /** Of the last that is kept. */
  get lastKey(): number {
    return this.#ordering.keys[this.#heap[0]!]!
  }

  offer(document: number): void {
    const heap = this.#heap
    if (heap.length < this.#most) {
      heap.push(document)
      this.#rise(heap.length - 1)
    } else if (compare(this.#ordering, document, heap[0]!) < 0) {
      heap[0] = document
      this.#sink()
    }
  }

  /** In order. */
  sorted(): number[] {
    return this.#heap.toSorted((one, other) => compare(this.#ordering, one, other))
  }

  #rise(from: number): void {
    const heap = this.#heap
    let at = from
    while (at > 0) {
      const above = (at - 1) >> 1
      if (compare(this.#ordering, heap[at]!, heap[above]!) <= 0) return
      this.#swap(at, above)
      at = above
    }
  }

  #sink(): void {
    const heap = this.#heap
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      if (left >= heap.length) return
      const right = left + 1
      const below = right < heap.length && compare(this.#ordering, heap[right]!, heap[left]!) > 0 ? right : left
      if (compare(this.#ordering, heap[below]!, heap[at]!) <= 0) return
      this.#swap(at, below)
      at = below
    }
  }

  #swap(one: number, other: number): void {
    const heap = this.#heap
    const kept = heap[one]!
    heap[one] = heap[other]!
    heap[other] = kept
  }
}
