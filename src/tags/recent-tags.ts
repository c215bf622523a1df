/** Of each half. */
const MOST = 40_000

/**
 * Tags by id. Those that nobody has asked for longest are let go many at once, and never before as many others have been
 * asked for: what a page has just been given stays until it is sent.
 */
export class RecentTags<Tag extends { id: number }> {
  #newer = new Map<number, Tag>()
  #older = new Map<number, Tag>()

  get(id: number): Tag | undefined {
    return this.#newer.get(id) ?? this.#older.get(id)
  }

  set(tag: Tag): void {
    this.#newer.set(tag.id, tag)
  }

  /** Before a question, whose own tags so stay together. */
  makeRoom(): void {
    if (this.#newer.size < MOST) return
    this.#older = this.#newer
    this.#newer = new Map()
  }

  /** Which are not here, each once. */
  missingOf(ids: Iterable<number>): number[] {
    const missing = new Set<number>()
    for (const id of ids) {
      if (this.#newer.has(id)) continue
      const tag = this.#older.get(id)
      if (tag) this.#newer.set(id, tag)
      else missing.add(id)
    }
    return [...missing]
  }
}
