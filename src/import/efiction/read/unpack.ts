import { Readable } from 'node:stream'
import { constants, createGunzip, createZstdDecompress } from 'node:zlib'
import { bunzip2 } from './bunzip2.ts'
import { CutOff, Damaged } from './packed-trouble.ts'
import { asUtf8, utf16In } from './utf16.ts'

export const HEAD_BYTES = 512
const CHUNK_BYTES = 1 << 18
const MOST_LAYERS = 4

const GZIP = /^\x1f\x8b/
const BZIP2 = /^BZh[1-9](1AY&SY|\x17rE8P\x90)/
const ZSTD = /^\x28\xb5\x2f\xfd/

export const ZIP = /^PK(\x03\x04|\x05\x06|\x07\x08)/

export const TAR = /^[^]{257}ustar/

export function isPacked(head: string): boolean {
  return GZIP.test(head) || BZIP2.test(head) || ZSTD.test(head)
}

export interface Unpacked {
  /** The first bytes, as Latin-1. */
  head: string
  bytes: AsyncIterable<Buffer>
}

/**
 * Takes off gzip, bzip2 and zstd, one around the other too, as the bytes tell; UTF-16 becomes UTF-8. What comes out ends in `CutOff` or
 * `Damaged`; with `acceptCut` it ends where the packed bytes do.
 */
export async function unpack(packed: AsyncIterable<Buffer>, acceptCut: boolean): Promise<Unpacked> {
  let found = await lookInto(packed)
  for (let layer = 0; isPacked(found.head); layer++) {
    if (layer === MOST_LAYERS) throw new Damaged()
    found = await lookInto(layerOff(found, acceptCut))
  }
  const wide = utf16In(found.head)
  return wide === null ? found : lookInto(asUtf8(found.bytes, wide))
}

function layerOff({ head, bytes }: Unpacked, acceptCut: boolean): AsyncIterable<Buffer> {
  if (BZIP2.test(head)) return acceptCut ? untilCut(bunzip2(bytes)) : bunzip2(bytes)
  const chunkSize = CHUNK_BYTES
  if (ZSTD.test(head)) {
    const end = acceptCut ? { finishFlush: constants.ZSTD_e_flush } : {}
    return through(bytes, createZstdDecompress({ chunkSize, ...end }))
  }
  return through(bytes, createGunzip({ chunkSize, ...(acceptCut ? { finishFlush: constants.Z_SYNC_FLUSH } : {}) }))
}

async function* through(bytes: AsyncIterable<Buffer>, unpacker: NodeJS.ReadWriteStream): AsyncGenerator<Buffer> {
  const packed = Readable.from(bytes, { objectMode: false, highWaterMark: CHUNK_BYTES })
  const unpacked = unpacker as unknown as Readable
  packed.on('error', (error) => unpacked.destroy(error))
  try {
    for await (const chunk of packed.pipe(unpacker) as unknown as AsyncIterable<Buffer>) yield chunk
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (code === 'Z_BUF_ERROR' || /unexpected end/i.test((error as Error).message)) throw new CutOff()
    if (/^(Z_|ZSTD_|ERR_ZSTD|ERR_ZLIB)/.test(code)) throw new Damaged()
    throw error
  } finally {
    packed.destroy()
  }
}

async function* untilCut(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* bytes
  } catch (error) {
    if (!(error instanceof CutOff)) throw error
  }
}

/** Reads as much as a look at the beginning needs, and gives it back with the rest. */
async function lookInto(source: AsyncIterable<Buffer>): Promise<Unpacked> {
  const rest = source[Symbol.asyncIterator]()
  let first: Buffer = Buffer.alloc(0)
  while (first.length < HEAD_BYTES) {
    const { value, done } = await rest.next()
    if (done) break
    first = first.length === 0 ? value : Buffer.concat([first, value])
  }
  return { head: first.toString('latin1', 0, HEAD_BYTES), bytes: together(first, rest) }
}

async function* together(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (first.length > 0) yield first
    for (;;) {
      const { value, done } = await rest.next()
      if (done) return
      yield value
    }
  } finally {
    await rest.return?.()
  }
}
