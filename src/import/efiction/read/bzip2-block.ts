import type { BitReader } from './bit-reader.ts'
import { Damaged } from './packed-trouble.ts'

const SYMBOLS_A_GROUP = 50
const LONGEST_CODE = 20
const PIECE_BYTES = 1 << 18

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000_0000 ? (crc << 1) ^ 0x04c1_1db7 : crc << 1
  return crc >>> 0
})

/** One block: Huffman codes, move-to-front, Burrows–Wheeler, runs. Keeps its large table from block to block. */
export class BlockDecoder {
  readonly #table: Uint32Array
  #length = 0
  #start = 0
  #crc = 0

  constructor(blockBytes: number) {
    this.#table = new Uint32Array(blockBytes)
  }

  /** Reads a whole block behind its mark, or nothing. */
  read(bits: BitReader): void {
    this.#crc = ((bits.read(16) << 16) | bits.read(16)) >>> 0
    // Blocks with the bytes shuffled come from versions before 0.9.5, of 1999.
    if (bits.read(1) === 1) throw new Damaged()
    const start = bits.read(24)
    const used = readUsedBytes(bits)
    const groups = bits.read(3)
    const selectors = readSelectors(bits, groups, bits.read(15))
    const codes = Array.from({ length: groups }, () => readCode(bits, used.length + 2))
    const counts = this.#readSymbols(bits, used, selectors, codes)
    if (start >= this.#length) throw new Damaged()
    this.#link(counts)
    this.#start = this.#table[start]! >>> 8
  }

  #readSymbols(bits: BitReader, order: Uint8Array, selectors: Uint8Array, codes: Code[]): Uint32Array {
    const table = this.#table
    const counts = new Uint32Array(256)
    const end = order.length + 1
    let length = 0
    let run = 0
    let weight = 1
    let inGroup = 0
    let group = 0
    let code = codes[0]!
    for (;;) {
      if (inGroup === 0) {
        if (group >= selectors.length) throw new Damaged()
        code = codes[selectors[group++]!]!
        inGroup = SYMBOLS_A_GROUP
      }
      inGroup--
      const symbol = readSymbol(bits, code)
      if (symbol < 2) {
        run += weight << symbol
        weight *= 2
        if (run > table.length) throw new Damaged()
        continue
      }
      if (run > 0) {
        if (length + run > table.length) throw new Damaged()
        table.fill(order[0]!, length, length + run)
        counts[order[0]!]! += run
        length += run
        run = 0
        weight = 1
      }
      if (symbol === end) break
      if (length >= table.length) throw new Damaged()
      const byte = order[symbol - 1]!
      order.copyWithin(1, 0, symbol - 1)
      order[0] = byte
      table[length++] = byte
      counts[byte]!++
    }
    this.#length = length
    return counts
  }

  /** Puts above each byte the place of the one that follows it in the text. */
  #link(counts: Uint32Array): void {
    const table = this.#table
    let sum = 0
    const next = counts.map((count) => (sum += count) - count)
    for (let at = 0; at < this.#length; at++) table[next[table[at]! & 0xff]!++]! |= at << 8
  }

  /** The text of the block just read, in pieces. */
  *output(): Generator<Buffer> {
    const table = this.#table
    let piece = Buffer.allocUnsafe(PIECE_BYTES)
    let filled = 0
    let crc = 0xffff_ffff
    let at = this.#start
    let same = 0
    let before = -1
    for (let read = 0; read < this.#length; read++) {
      const entry = table[at]!
      const byte = entry & 0xff
      at = entry >>> 8
      // Four equal bytes are followed by how many more there are.
      const times = same === 4 ? byte : 1
      const value = same === 4 ? before : byte
      if (same === 4) same = 0
      else {
        same = byte === before ? same + 1 : 1
        before = byte
      }
      for (let time = 0; time < times; time++) {
        crc = (crc << 8) ^ CRC[(crc >>> 24) ^ value]!
        piece[filled++] = value
        if (filled === PIECE_BYTES) {
          yield piece
          piece = Buffer.allocUnsafe(PIECE_BYTES)
          filled = 0
        }
      }
    }
    if (~crc >>> 0 !== this.#crc) throw new Damaged()
    if (filled > 0) yield piece.subarray(0, filled)
  }
}

function readUsedBytes(bits: BitReader): Uint8Array {
  const rows = bits.read(16)
  const used: number[] = []
  for (let row = 0; row < 16; row++) {
    if (!(rows & (0x8000 >> row))) continue
    const columns = bits.read(16)
    for (let column = 0; column < 16; column++) if (columns & (0x8000 >> column)) used.push(row * 16 + column)
  }
  if (used.length === 0) throw new Damaged()
  return Uint8Array.from(used)
}

/** Which code each group of symbols is written in. */
function readSelectors(bits: BitReader, groups: number, count: number): Uint8Array {
  if (groups < 2 || groups > 6 || count === 0) throw new Damaged()
  const order = Uint8Array.from({ length: groups }, (_, index) => index)
  return Uint8Array.from({ length: count }, () => {
    let place = 0
    while (bits.read(1) === 1) if (++place >= groups) throw new Damaged()
    const chosen = order[place]!
    order.copyWithin(1, 0, place)
    return (order[0] = chosen)
  })
}

interface Code {
  shortest: number
  /** By length: the first value, with zeros behind it up to the longest length, that is longer than this. */
  limits: Int32Array
  /** By length: what to take from a value to find its place in `symbols`. */
  offsets: Int32Array
  symbols: Uint16Array
}

function readCode(bits: BitReader, symbols: number): Code {
  const lengths = new Uint8Array(symbols)
  let length = bits.read(5)
  for (let symbol = 0; symbol < symbols; symbol++) {
    while (length >= 1 && length <= LONGEST_CODE && bits.read(1) === 1) length += bits.read(1) === 1 ? -1 : 1
    if (length < 1 || length > LONGEST_CODE) throw new Damaged()
    lengths[symbol] = length
  }
  return codeOf(lengths)
}

/** Shorter codes come first; among equals, lower symbols do. */
function codeOf(lengths: Uint8Array): Code {
  const limits = new Int32Array(LONGEST_CODE + 1)
  const offsets = new Int32Array(LONGEST_CODE + 1)
  const symbols = Uint16Array.from(lengths.keys()).sort((a, b) => lengths[a]! - lengths[b]! || a - b)
  let value = 0
  let place = 0
  for (let length = 1; length <= LONGEST_CODE; length++) {
    offsets[length] = value - place
    const count = lengths.reduce((sum, each) => sum + (each === length ? 1 : 0), 0)
    value += count
    place += count
    limits[length] = value << (LONGEST_CODE - length)
    value <<= 1
  }
  return { shortest: lengths[symbols[0]!]!, limits, offsets, symbols }
}

function readSymbol(bits: BitReader, { shortest, limits, offsets, symbols }: Code): number {
  const next = bits.peek(LONGEST_CODE)
  let length = shortest
  while (next >= limits[length]!) if (++length > LONGEST_CODE) throw new Damaged()
  bits.skip(length)
  return symbols[(next >>> (LONGEST_CODE - length)) - offsets[length]!] ?? damaged()
}

function damaged(): never {
  throw new Damaged()
}
