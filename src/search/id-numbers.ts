const PAGE_BITS = 10
const PAGE = 1 << PAGE_BITS
const NEAR_PAGES = 0x10000
const NEAR = PAGE * NEAR_PAGES

/** From ids of rows to small numbers. In pages, so that a few ids that lie far apart cost little. */
export class IdNumbers {
  /** The first pages in a row, where each is found at once, the others by their number. */
  readonly #near: Array<Int32Array | undefined> = []
  readonly #far = new Map<number, Int32Array>()

  /** -1: it has none. */
  get(id: number): number {
    if (id >= 0 && id < NEAR) {
      const page = this.#near[id >>> PAGE_BITS]
      return page ? page[id & (PAGE - 1)]! - 1 : -1
    }
    const page = this.#pageOf(id)
    return page ? (page[id % PAGE] ?? 0) - 1 : -1
  }

  set(id: number, number: number): void {
    const page = this.#pageOf(id) ?? this.#makePage(Math.floor(id / PAGE))
    page[id % PAGE] = number + 1
  }

  delete(id: number): void {
    const page = this.#pageOf(id)
    if (page) page[id % PAGE] = 0
  }

  #pageOf(id: number): Int32Array | undefined {
    const at = Math.floor(id / PAGE)
    return at < NEAR_PAGES ? this.#near[at] : this.#far.get(at)
  }

  #makePage(at: number): Int32Array {
    const page = new Int32Array(PAGE)
    if (at >= NEAR_PAGES) this.#far.set(at, page)
    else {
      while (this.#near.length < at) this.#near.push(undefined)
      this.#near[at] = page
    }
    return page
  }
}
