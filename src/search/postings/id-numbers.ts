const PAGE = 1024

/** From ids of rows to small numbers. In pages, so that a few ids that lie far apart cost little. */
export class IdNumbers {
  readonly #pages = new Map<number, Int32Array>()

  /** -1: it has none. */
  get(id: number): number {
    const page = this.#pages.get(Math.floor(id / PAGE))
    return page ? (page[id % PAGE] ?? 0) - 1 : -1
  }

  set(id: number, number: number): void {
    const at = Math.floor(id / PAGE)
    let page = this.#pages.get(at)
    if (!page) this.#pages.set(at, (page = new Int32Array(PAGE)))
    page[id % PAGE] = number + 1
  }

  delete(id: number): void {
    const page = this.#pages.get(Math.floor(id / PAGE))
    if (page) page[id % PAGE] = 0
  }
}
