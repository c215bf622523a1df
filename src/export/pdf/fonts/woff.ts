import { inflateSync } from 'node:zlib'
import type { FontTables } from './sfnt.ts'

const SIGNATURE = 0x774f4646

/** WOFF 1 is an OpenType file whose tables are packed one by one: W3C, "WOFF File Format 1.0". */
export function readWoff(bytes: Buffer): FontTables {
  if (bytes.length < 44 || bytes.readUInt32BE(0) !== SIGNATURE) throw new Error('This is no WOFF file.')
  const tables = new Map<string, Buffer>()
  const count = bytes.readUInt16BE(12)
  for (let at = 44; at < 44 + 20 * count; at += 20) {
    const offset = bytes.readUInt32BE(at + 4)
    const packedLength = bytes.readUInt32BE(at + 8)
    const length = bytes.readUInt32BE(at + 12)
    const packed = bytes.subarray(offset, offset + packedLength)
    tables.set(bytes.toString('latin1', at, at + 4), packedLength < length ? inflateSync(packed) : packed)
  }
  return { flavour: bytes.readUInt32BE(4), tables }
}
