import { IdNumbers } from '../id-numbers.ts'

/** Of works without any author, and of names that are nothing. */
export const NAMELESS = -Infinity

/** Pseuds in the order of their names. */
export class AuthorRanks {
  readonly #slots = new IdNumbers()
  #count = 0
  ranks = new Float64Array(256)
  /** Of the sorting name. */
  hashes = new Int32Array(256)

  /** -1: it has no rank. */
  slotOf(pseudId: number): number {
    return this.#slots.get(pseudId)
  }

  rankOf(pseudId: number | undefined): number {
    const slot = pseudId === undefined ? -1 : this.slotOf(pseudId)
    return slot < 0 ? NAMELESS : this.ranks[slot]!
  }

  set(pseudId: number, rank: number, hash: number): number {
    let slot = this.slotOf(pseudId)
    if (slot < 0) {
      slot = this.#count++
      if (slot >= this.ranks.length) this.#grow(Math.ceil(this.#count * 1.25))
      this.#slots.set(pseudId, slot)
    }
    this.ranks[slot] = rank
    this.hashes[slot] = hash
    return slot
  }

  #grow(room: number): void {
    const { ranks, hashes } = this
    this.ranks = new Float64Array(room)
    this.ranks.set(ranks)
    this.hashes = new Int32Array(room)
    this.hashes.set(hashes)
  }
}
