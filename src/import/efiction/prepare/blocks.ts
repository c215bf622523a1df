// Memory that goes from thread to thread with rows and texts in it, and comes back. To be given new memory costs more than to
// write into it: the system clears every page of it at the first touch.

const USUAL_BYTES = 4 * 1024 * 1024
/** What batches of very long texts have grown to is not kept. */
const MOST_KEPT_BYTES = 4 * USUAL_BYTES
/** As many are on their way at once, with three threads. */
const MOST_KEPT = 6

export class Blocks {
  readonly #free: ArrayBuffer[] = []

  /** With room for `bytes` and for more behind them; what stands in it means nothing. */
  take(bytes: number): ArrayBuffer {
    const at = this.#free.findIndex((block) => block.byteLength >= bytes)
    return at < 0 ? newBlock(Math.max(USUAL_BYTES, bytes * 2)) : this.#free.splice(at, 1)[0]!
  }

  /** Of one that nobody reads any more. */
  giveBack(block: ArrayBuffer): void {
    if (block.byteLength <= MOST_KEPT_BYTES && this.#free.length < MOST_KEPT) this.#free.push(block)
  }
}

export function newBlock(bytes: number): ArrayBuffer {
  return Buffer.allocUnsafeSlow(bytes).buffer
}
