const BLOCK_BITS = 10

/**
 * The latest dates of each thousand documents. Documents are numbered by their dates when the index is built, so that
 * the newest of a list are found in a few blocks. Never too small; too large where a date has gone back.
 */
export class NewestBlocks {
  updated = new Float64Array(16)
  posted = new Float64Array(16)

  raise(document: number, { updated, posted }: { updated: number; posted: number }): void {
    const block = document >>> BLOCK_BITS
    if (block >= this.updated.length) this.#grow(block * 2)
    if (updated > this.updated[block]!) this.updated[block] = updated
    if (posted > this.posted[block]!) this.posted[block] = posted
  }

  #grow(blocks: number): void {
    const { updated, posted } = this
    this.updated = new Float64Array(blocks)
    this.updated.set(updated)
    this.posted = new Float64Array(blocks)
    this.posted.set(posted)
  }
}
