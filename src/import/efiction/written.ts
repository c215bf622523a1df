// What an import wrote, in a few characters for each field: enough to tell later whether somebody has edited it here.
import { hash } from 'node:crypto'
import type { LeftOut } from './read/packed-rows.ts'
import type { Row } from './read/row.ts'

/** Values of one row as the archive keeps them, by field: sources only, never what is derived from them. */
export type Fields = Readonly<Record<string, string | number | null>>

/** A hash of every field, as JSON, for the column `legacy_id.written`. */
export function writtenOf(fields: Fields): string {
  let json = ''
  for (const name in fields) json += `${json === '' ? '' : ','}${JSON.stringify(name)}:"${hashOf(fields[name]!)}"`
  return `{${json}}`
}

export type Written = Readonly<Record<string, string>>

/** Empty where an older import wrote none: then nobody can tell, and every field counts as edited. */
export function readWritten(text: string | null): Written {
  return text === null ? {} : (JSON.parse(text) as Written)
}

export function isAsWritten(written: Written, field: string, value: string | number | null | undefined): boolean {
  return written[field] === hashOf(value ?? null)
}

/** Where it becomes faster to leave JavaScript. */
const LONG = 200

/** 48 bits that guard against chance, not against anybody: two multiply-and-xor hashes, mixed (MurmurHash3's mixer). */
function hashOf(value: string | number | null): string {
  if (value === null) return '-'
  const text = String(value)
  if (text.length > LONG) return hash('sha1', text, 'base64').slice(0, 8)
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 0x9e3779b1)
    low = Math.imul(low ^ code, 0x5f356495)
  }
  return letters(mix(low ^ (high >>> 16))) + letters(mix(high ^ low))
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const PAIRS = [...ALPHABET].flatMap((first) => [...ALPHABET].map((second) => first + second))

/** 24 of the bits. */
function letters(bits: number): string {
  return PAIRS[bits & 4095]! + PAIRS[(bits >>> 12) & 4095]!
}

function mix(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/**
 * Tells whether a source row, or the rows that belong to it, has changed since it came over. Of a password only
 * its length counts: among values that the archive keeps as they were, a fast hash would let it be guessed.
 */
export function fingerprintOf(...rows: readonly Row[]): string {
  return fingerprintWithout(NONE, rows)
}

const NONE: ReadonlySet<string> = new Set()

/** The same for rows of which some columns may have been left out when they were kept. */
export function fingerprintWithout(secret: LeftOut, rows: readonly Row[]): string {
  const most = rows.reduce((sum, { cells }) => sum + cells.size + cells.columns.names.length * MOST_DIGITS, 0)
  const bytes = most <= scratch.length ? scratch : Buffer.allocUnsafe(most)
  let end = 0
  for (const { cells } of rows) {
    for (const place of cells.columns.sorted) {
      const length = cells.lengthAt(place) ?? 0
      if (secret.has(cells.columns.names[place]!)) continue
      if (cells.columns.names[place]!.includes('password')) {
        end = writeLength(bytes, String(length).length, end)
        end = writeLength(bytes, length, end)
      } else {
        // The old program's own backup writes NULL as an empty string; that is no change.
        end = writeLength(bytes, length, end)
        end = cells.copy(place, bytes, end)
      }
    }
  }
  return hash('sha256', bytes.subarray(0, end), 'base64').slice(0, 22)
}

/** Of two lengths, each up to a gigabyte, with a colon after. */
const MOST_DIGITS = 24
const scratch = Buffer.allocUnsafeSlow(64 * 1024)

function writeLength(target: Buffer, length: number, offset: number): number {
  let unit = 1
  while (unit * 10 <= length) unit *= 10
  let at = offset
  for (let rest = length; unit >= 1; unit = Math.floor(unit / 10)) {
    target[at++] = 0x30 + Math.floor(rest / unit)
    rest %= unit
  }
  target[at++] = 0x3a
  return at
}
