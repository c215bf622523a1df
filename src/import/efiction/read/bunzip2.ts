// Unpacks bzip2, which the platform does not: https://github.com/dsnet/compress/blob/master/doc/bzip2-format.pdf
import { BitReader, OUT_OF_BITS } from './bit-reader.ts'
import { BlockDecoder } from './bzip2-block.ts'
import { CutOff, Damaged } from './packed-trouble.ts'

const BLOCK = 0x314159
const BLOCK_TOO = 0x265359
const END = 0x177245
const END_TOO = 0x385090

/** The packed form of one block is shorter than this but for odd cases, which are tried again with more. */
const AT_ONCE = 1_000_000

/** Streams that stand one behind the other count as one. Throws `CutOff` or `Damaged`. */
export async function* bunzip2(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const supply = new Supply(packed)
  let bits = await supply.reader()
  for (let isFirst = true; ; isFirst = false) {
    const level = readHead(bits)
    // Whatever follows a whole stream and is none itself is padding.
    if (level === null && !isFirst) return
    if (level === null) throw new Damaged()
    supply.used(bits)
    const decoder = new BlockDecoder(level * 100_000)
    while (await takeStep(supply, decoder)) yield* decoder.output()
    bits = await supply.reader()
  }
}

/** Reads one block; false for the mark that ends the stream. With more bytes again when they run out. */
async function takeStep(supply: Supply, decoder: BlockDecoder): Promise<boolean> {
  for (let bits = await supply.reader(); ; bits = await supply.longerReader()) {
    try {
      const found = readMark(bits)
      if (found) decoder.read(bits)
      else bits.skipToByte()
      supply.used(bits)
      return found
    } catch (error) {
      if (error !== OUT_OF_BITS) throw error
      if (supply.isOver) throw new CutOff()
    }
  }
}

/** The size of the stream's blocks, in units of 100,000 bytes; null where no stream begins. */
function readHead(bits: BitReader): number | null {
  if (bits.left() < 32) return null
  if (bits.read(24) !== 0x425a68) return null
  const level = bits.read(8) - 0x30
  return level >= 1 && level <= 9 ? level : null
}

/** False at the end of the stream. */
function readMark(bits: BitReader): boolean {
  const first = bits.read(24)
  const second = bits.read(24)
  if (first === BLOCK && second === BLOCK_TOO) return true
  if (first !== END || second !== END_TOO) throw new Damaged()
  bits.read(16)
  bits.read(16)
  return false
}

/** Gathers pieces of input until a block is likely to be whole, and begins where the last one ended. */
class Supply {
  isOver = false
  readonly #source: AsyncIterator<Buffer>
  #bytes: Buffer = Buffer.alloc(0)
  #bitsUsed = 0

  constructor(packed: AsyncIterable<Buffer>) {
    this.#source = packed[Symbol.asyncIterator]()
  }

  async reader(): Promise<BitReader> {
    await this.#fillTo(AT_ONCE)
    return new BitReader(this.#bytes, this.#bitsUsed)
  }

  async longerReader(): Promise<BitReader> {
    await this.#fillTo(this.#bytes.length * 2)
    return new BitReader(this.#bytes, this.#bitsUsed)
  }

  used(bits: BitReader): void {
    const position = bits.position()
    this.#bytes = this.#bytes.subarray(Math.floor(position / 8))
    this.#bitsUsed = position % 8
  }

  async #fillTo(length: number): Promise<void> {
    const pieces = [this.#bytes]
    let held = this.#bytes.length
    while (held < length && !this.isOver) {
      const { value, done } = await this.#source.next()
      if (done) this.isOver = true
      else {
        pieces.push(value)
        held += value.length
      }
    }
    if (pieces.length > 1) this.#bytes = Buffer.concat(pieces)
  }
}
