import { promisify } from 'node:util'
import { crc32, deflateRaw, deflateRawSync } from 'node:zlib'

export interface Deflated {
  bytes: Buffer<ArrayBuffer>
  crc: number
  /** Before it was packed. */
  size: number
}

const pack = promisify(deflateRaw)

/** A thirtieth larger than at the usual level 6, in two thirds of the time. */
const LEVEL = 3
/** For a chapter the usual 16 KiB are mostly thrown away again. */
const PIECE = 8 * 1024
/** The way to another thread and back costs as much as packing so few. */
const FEW_BYTES = 4 * 1024

/** A long text is packed beside the main thread, which goes on with others meanwhile. */
export async function deflate(content: string | Buffer<ArrayBuffer>): Promise<Deflated> {
  const data = typeof content === 'string' ? Buffer.from(content) : content
  const packed =
    data.length < FEW_BYTES
      ? deflateRawSync(data, { level: LEVEL })
      : await pack(data, { level: LEVEL, chunkSize: PIECE })
  // What zlib answers with lies in a larger piece of memory, which would be kept along.
  const bytes = Buffer.allocUnsafeSlow(packed.length)
  packed.copy(bytes)
  return { bytes, crc: crc32(data), size: data.length }
}
