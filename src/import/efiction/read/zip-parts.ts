import { crc32 } from 'node:zlib'
import * as yauzl from 'yauzl'
import { isClutter, isNamedLikeDump, isStock } from './dump-names.ts'
import { type DumpPart, refuseDump } from './dump-part.ts'
import { Damaged } from './packed-trouble.ts'

/** The dumps in a .zip, by the order of their names: those called .sql, or else every file. */
export async function listZipParts(path: string): Promise<DumpPart[]> {
  const entries = await listEntries(path)
  const files = entries.filter(({ fileName }) => !fileName.endsWith('/') && !isClutter(fileName) && !isStock(fileName))
  const named = files.filter(({ fileName }) => isNamedLikeDump(fileName))
  const wanted = (named.length > 0 ? named : files).filter(({ uncompressedSize }) => uncompressedSize > 0)
  if (wanted.length === 0) throw refuseDump(path, 'There is no file with anything in it in this ZIP file.')
  if (wanted.some((entry) => entry.isEncrypted())) {
    throw refuseDump(path, 'The ZIP file is locked with a password. Unpack it and give the .sql file that is inside.')
  }
  const byName = new Intl.Collator('en', { numeric: true })
  return wanted
    .sort((a, b) => byName.compare(a.fileName, b.fileName))
    .map((entry) => ({
      name: wanted.length === 1 ? path : `${path}: ${entry.fileName}`,
      size: entry.compressedSize,
      isLoose: wanted.length > 1,
      open: (onRead) => readEntry(path, entry, onRead),
    }))
}

async function listEntries(path: string): Promise<yauzl.Entry[]> {
  const zip = await openZip(path)
  try {
    return await Array.fromAsync(zip.eachEntry())
  } catch {
    throw refuseDump(path, 'The ZIP file is damaged. Copy it again.')
  } finally {
    zip.close()
  }
}

async function openZip(path: string) {
  try {
    return await yauzl.openPromise(path, { lazyEntries: true, autoClose: false })
  } catch {
    throw refuseDump(path, 'The ZIP file is damaged or cut off, or one of several pieces. Copy it again, or join them.')
  }
}

async function* readEntry(path: string, entry: yauzl.Entry, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  const zip = await openZip(path)
  let sum = 0
  let told = 0
  let read = 0
  try {
    const stream = await zip.openReadStreamPromise(entry).catch((error: Error) => {
      throw refuseDump(path, `${entry.fileName} cannot be unpacked (${error.message}). Pack it again in the usual way.`)
    })
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      sum = crc32(chunk, sum)
      read += chunk.length
      const packed = Math.round((read / entry.uncompressedSize) * entry.compressedSize)
      onRead(packed - told)
      told = packed
      yield chunk
    }
  } catch (error) {
    const { code = '' } = error as { code?: string }
    if (code.startsWith('Z_') || isSizeError(error)) throw new Damaged()
    throw error
  } finally {
    zip.close()
  }
  if (sum !== entry.crc32) throw new Damaged()
}

function isSizeError(error: unknown): boolean {
  return error instanceof Error && /bytes in the stream|unexpected EOF/i.test(error.message)
}
