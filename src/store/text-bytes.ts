/** A long text as its UTF-8, on its way from a thread into a column: no string is ever made of it on SQLite. */
export class TextBytes {
  readonly #buffer: ArrayBufferLike
  readonly #from: number
  readonly #length: number

  constructor(buffer: ArrayBufferLike, from: number, length: number) {
    this.#buffer = buffer
    this.#from = from
    this.#length = length
  }

  bytes(): Buffer {
    return Buffer.from(this.#buffer, this.#from, this.#length)
  }

  toString(): string {
    return this.bytes().toString()
  }
}

/** What `insertRows` takes for a text. */
export type StorableText = string | TextBytes
