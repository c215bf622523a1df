/** Thrown when the bytes at hand are over. */
export const OUT_OF_BITS = Symbol('out of bits')

/** Bits from the highest of each byte down. */
export class BitReader {
  readonly #bytes: Uint8Array
  #at: number
  #held = 0
  #count = 0

  constructor(bytes: Uint8Array, firstBit = 0) {
    this.#bytes = bytes
    this.#at = firstBit >> 3
    if (firstBit % 8 > 0) this.read(firstBit % 8)
  }

  /** At most 24 at once. */
  read(count: number): number {
    while (this.#count < count) {
      if (this.#at >= this.#bytes.length) throw OUT_OF_BITS
      this.#held = (this.#held << 8) | this.#bytes[this.#at++]!
      this.#count += 8
    }
    this.#count -= count
    return (this.#held >>> this.#count) & ((1 << count) - 1)
  }

  /** The next bits without using them up, with zeros behind the last. */
  peek(count: number): number {
    while (this.#count < count) {
      if (this.#at >= this.#bytes.length) return (this.#held << (count - this.#count)) & ((1 << count) - 1)
      this.#held = (this.#held << 8) | this.#bytes[this.#at++]!
      this.#count += 8
    }
    return (this.#held >>> (this.#count - count)) & ((1 << count) - 1)
  }

  skip(count: number): void {
    if (this.#count < count) throw OUT_OF_BITS
    this.#count -= count
  }

  skipToByte(): void {
    this.#count -= this.#count % 8
  }

  /** Bits used so far. */
  position(): number {
    return this.#at * 8 - this.#count
  }

  left(): number {
    return this.#bytes.length * 8 - this.position()
  }
}
