// Writing ZIP archives piece by piece (APPNOTE 6.3.10): sizes and checksums stand before the data, no descriptors, and
// the same entries make the same bytes. The wide fields of ZIP64 are written where the narrow ones do not reach.
import { crc32 } from 'node:zlib'
import type { Deflated } from './deflate-now.ts'

type Bytes = Buffer<ArrayBuffer>

const STORED = 0
const DEFLATED = 8
const NAMES_ARE_UTF8 = 0x0800
const NARROW = 0xffffffff
const FEW = 0xffff

interface Entry {
  method: number
  crc: number
  packed: number
  size: number
  /** Of the name, in bytes. */
  name: number
}

export class ZipFile {
  readonly #time: number
  readonly #date: number
  readonly #directory: Bytes[] = []
  #offset = 0

  /** `modifiedAt` stands at every entry, in UTC. */
  constructor(modifiedAt: number) {
    const at = new Date(Math.min(Math.max(modifiedAt, Date.UTC(1980, 0, 1)), Date.UTC(2107, 11, 31)))
    this.#time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1)
    this.#date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
  }

  /** The pieces to send next, in order. For what is compressed already, as pictures are. */
  stored(name: string, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
    const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    return this.#entry(name, STORED, { bytes: data, crc: crc32(data), size: data.length })
  }

  deflated(name: string, data: Deflated): Uint8Array<ArrayBuffer>[] {
    return this.#entry(name, DEFLATED, data)
  }

  #entry(name: string, method: number, { bytes, crc, size }: Deflated): Uint8Array<ArrayBuffer>[] {
    const entry = { method, crc, packed: bytes.length, size, name: Buffer.byteLength(name) }
    const local = zeros(30 + entry.name)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    this.#describe(local, 6, entry)
    local.write(name, 30)
    this.#directory.push(this.#directoryEntry(name, entry))
    this.#offset += local.length + bytes.length
    return [local, bytes]
  }

  /** The fields that stand in both headers in the same order. */
  #describe(header: Bytes, at: number, entry: Entry) {
    header.writeUInt16LE(NAMES_ARE_UTF8, at)
    header.writeUInt16LE(entry.method, at + 2)
    header.writeUInt16LE(this.#time, at + 4)
    header.writeUInt16LE(this.#date, at + 6)
    header.writeUInt32LE(entry.crc, at + 8)
    header.writeUInt32LE(entry.packed, at + 12)
    header.writeUInt32LE(entry.size, at + 16)
    header.writeUInt16LE(entry.name, at + 20)
  }

  #directoryEntry(name: string, entry: Entry): Bytes {
    const isFar = this.#offset >= NARROW
    const extra = 46 + entry.name
    const header = zeros(isFar ? extra + 12 : extra)
    header.writeUInt32LE(0x02014b50, 0)
    header.writeUInt16LE(isFar ? 45 : 20, 4)
    header.writeUInt16LE(isFar ? 45 : 20, 6)
    this.#describe(header, 8, entry)
    header.writeUInt16LE(header.length - extra, 30)
    header.writeUInt32LE(isFar ? NARROW : this.#offset, 42)
    header.write(name, 46)
    if (isFar) {
      header.writeUInt16LE(0x0001, extra)
      header.writeUInt16LE(8, extra + 2)
      header.writeBigUInt64LE(BigInt(this.#offset), extra + 4)
    }
    return header
  }

  /** The last pieces. Nothing can be added after them. */
  end(): Bytes[] {
    const start = this.#offset
    const size = this.#directory.reduce((sum, entry) => sum + entry.length, 0)
    const count = this.#directory.length
    const isWide = start >= NARROW || size >= NARROW || count >= FEW
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(Math.min(count, FEW), 8)
    end.writeUInt16LE(Math.min(count, FEW), 10)
    end.writeUInt32LE(Math.min(size, NARROW), 12)
    end.writeUInt32LE(Math.min(start, NARROW), 16)
    return [...this.#directory, ...(isWide ? wideEnd({ start, size, count }) : []), end]
  }
}

/** Small ones share a larger piece of memory, which `Buffer.alloc` would give each of its own. */
function zeros(length: number): Bytes {
  return Buffer.allocUnsafe(length).fill(0)
}

function wideEnd({ start, size, count }: { start: number; size: number; count: number }): Bytes[] {
  const end = Buffer.alloc(56)
  end.writeUInt32LE(0x06064b50, 0)
  end.writeBigUInt64LE(44n, 4)
  end.writeUInt16LE(45, 12)
  end.writeUInt16LE(45, 14)
  end.writeBigUInt64LE(BigInt(count), 24)
  end.writeBigUInt64LE(BigInt(count), 32)
  end.writeBigUInt64LE(BigInt(size), 40)
  end.writeBigUInt64LE(BigInt(start), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(start + size), 8)
  locator.writeUInt32LE(1, 16)
  return [end, locator]
}
