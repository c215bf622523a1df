// Texts on their way from a thread: the long ones as their UTF-8 in one block of memory, which is handed over.
import { TextBytes } from '../../../store/text-bytes.ts'

/** Shorter ones are quicker to copy as they are. */
const LONG = 200

/** A short text as itself, or where a long one stands in the bag. */
export type Bagged = string | { from: number; length: number }

const USUAL_BYTES = 4 * 1024 * 1024
/** More than this is given back after a batch of very long texts. */
const MOST_KEPT_BYTES = 4 * USUAL_BYTES

let scratch = Buffer.allocUnsafeSlow(USUAL_BYTES)

/** One at a time in a thread: they share their memory until `close`. */
export class TextBag {
  #end = 0

  put(text: string): Bagged {
    if (text.length < LONG) return text
    if (scratch.length - this.#end < text.length * 3) this.#makeRoom(Buffer.byteLength(text))
    const length = scratch.write(text, this.#end)
    this.#end += length
    return { from: this.#end - length, length }
  }

  putBytes(bytes: Uint8Array): Bagged {
    this.#makeRoom(bytes.length)
    scratch.set(bytes, this.#end)
    this.#end += bytes.length
    return { from: this.#end - bytes.length, length: bytes.length }
  }

  #makeRoom(bytes: number): void {
    if (scratch.length - this.#end >= bytes) return
    const larger = Buffer.allocUnsafeSlow(Math.max(scratch.length * 2, this.#end + bytes))
    scratch.copy(larger, 0, 0, this.#end)
    scratch = larger
  }

  close(): ArrayBuffer {
    const bag = scratch.buffer.slice(0, this.#end)
    if (scratch.length > MOST_KEPT_BYTES) scratch = Buffer.allocUnsafeSlow(USUAL_BYTES)
    return bag
  }
}

export function textIn(bag: ArrayBuffer, bagged: Bagged): string | TextBytes {
  return typeof bagged === 'string' ? bagged : new TextBytes(bag, bagged.from, bagged.length)
}
