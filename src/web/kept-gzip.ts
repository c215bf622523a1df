// Compressing is a fifth of what a list costs. Guests are shown the same pages again and again: what these were
// compressed to is kept by what they say, so that it can never be out of date.
import { hash } from 'node:crypto'
import { gzipSync } from 'node:zlib'

/** The next one takes half as long again and saves a fortieth of the bytes. */
const GZIP_LEVEL = 3
/** Bytes: what is shorter fits into one packet anyhow. */
export const SMALLEST_TO_COMPRESS = 1400

const MOST_BYTES = 16 * 1024 * 1024

/** Those asked for last stand last. */
const kept = new Map<string, Buffer<ArrayBuffer>>()
let size = 0

export function gzip(page: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  return gzipSync(page, { level: GZIP_LEVEL })
}

export function gzipKept(page: Buffer<ArrayBuffer>): Buffer<ArrayBuffer> {
  const key = hash('sha256', page, 'base64')
  const found = kept.get(key)
  if (found) kept.delete(key)
  const compressed = found ?? gzip(page)
  kept.set(key, compressed)
  if (!found) {
    size += compressed.length
    makeRoom()
  }
  return compressed
}

function makeRoom(): void {
  for (const [key, { length }] of kept) {
    if (size <= MOST_BYTES) return
    kept.delete(key)
    size -= length
  }
}
