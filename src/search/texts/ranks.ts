// The order of works by when they were updated, then by id, as whole numbers: what was found is sorted by these, which is
// many times faster than comparing. A work that is newer than all others only takes the next number.

interface Newest {
  updatedAt: number
  id: number
}

export class Ranks {
  #ranks = new Uint32Array(0)
  /** By rank; numbers that are left behind stay, and lead to a work that has another. */
  #ids: number[] = []
  #newest: Newest = { updatedAt: -Infinity, id: 0 }
  #isOutOfOrder = false

  /** `before` and `now` are the times of the update that was known and that is. */
  place(id: number, before: number, now: number): void {
    if (id >= this.#ranks.length) {
      const grown = new Uint32Array(Math.ceil(id * 1.25) + 1024)
      grown.set(this.#ranks)
      this.#ranks = grown
    }
    const isKnown = this.#ids[this.#ranks[id]!] === id
    if (isKnown && before === now) return
    if (this.#isOutOfOrder) return
    const { updatedAt, id: newestId } = this.#newest
    if (now < updatedAt || (now === updatedAt && id <= newestId)) {
      this.#isOutOfOrder = true
      return
    }
    this.#ranks[id] = this.#ids.length
    this.#ids.push(id)
    this.#newest = { updatedAt: now, id }
  }

  /** Ids by worth, then the newest, then the highest first. */
  sort(found: { ids: Uint32Array; worth: Uint16Array }, updatedAt: Float64Array): Uint32Array<ArrayBuffer> {
    if (this.#isOutOfOrder) this.#putInOrder(updatedAt)
    const keys = new Float64Array(found.ids.length)
    for (let at = 0; at < keys.length; at += 1) keys[at] = found.worth[at]! * 2 ** 32 + this.#ranks[found.ids[at]!]!
    keys.sort()
    const sorted = new Uint32Array(keys.length)
    for (let at = 0; at < keys.length; at += 1) sorted[keys.length - 1 - at] = this.#ids[keys[at]! % 2 ** 32]!
    return sorted
  }

  #putInOrder(updatedAt: Float64Array): void {
    const ids = Uint32Array.from({ length: updatedAt.length }, (_, id) => id)
    ids.sort((one, other) => updatedAt[one]! - updatedAt[other]! || one - other)
    for (const [rank, id] of ids.entries()) this.#ranks[id] = rank
    this.#ids = [...ids]
    const id = ids.at(-1) ?? 0
    this.#newest = { updatedAt: updatedAt[id] ?? -Infinity, id }
    this.#isOutOfOrder = false
  }
}
