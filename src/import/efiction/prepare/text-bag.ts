// Texts on their way from a thread: the long ones as their UTF-8 in one block of memory, which is handed over.
import { TextBytes } from '../../../store/text-bytes.ts'
import { newBlock } from './blocks.ts'

/** Shorter ones are quicker to copy as they are. */
const LONG = 200

/** A short text as itself, or where a long one stands in the bag. */
export type Bagged = string | { from: number; length: number }

export class TextBag {
  #memory: Buffer<ArrayBuffer>
  #end: number

  /** Texts are put into `block` from `from` on, and into a larger one that begins with the same bytes when it is full. */
  constructor(block: ArrayBuffer, from: number) {
    this.#memory = Buffer.from(block)
    this.#end = from
  }

  put(text: string): Bagged {
    if (text.length < LONG) return text
    if (this.#memory.length - this.#end < text.length * 3) this.#makeRoom(Buffer.byteLength(text))
    const length = this.#memory.write(text, this.#end)
    this.#end += length
    return { from: this.#end - length, length }
  }

  putBytes(bytes: Uint8Array): Bagged {
    this.#makeRoom(bytes.length)
    this.#memory.set(bytes, this.#end)
    this.#end += bytes.length
    return { from: this.#end - bytes.length, length: bytes.length }
  }

  #makeRoom(bytes: number): void {
    if (this.#memory.length - this.#end >= bytes) return
    const larger = Buffer.from(newBlock(Math.max(this.#memory.length * 2, this.#end + bytes)))
    this.#memory.copy(larger, 0, 0, this.#end)
    this.#memory = larger
  }

  /** The block with all that was put into it, to be handed over. */
  close(): ArrayBuffer {
    return this.#memory.buffer
  }
}

export function textIn(bag: ArrayBuffer, bagged: Bagged): string | TextBytes {
  return typeof bagged === 'string' ? bagged : new TextBytes(bag, bagged.from, bagged.length)
}
