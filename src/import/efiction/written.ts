// What an import wrote, in a few characters for each field: enough to tell later whether somebody has edited it here.
import { hash } from 'node:crypto'
import type { Row } from './read/row.ts'

/** Values of one row as the archive keeps them, by field: sources only, never what is derived from them. */
export type Fields = Readonly<Record<string, string | number | null>>

/** A hash of every field, as JSON, for the column `legacy_id.written`. */
export function writtenOf(fields: Fields): string {
  return JSON.stringify(Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, hashOf(value)])))
}

export type Written = Readonly<Record<string, string>>

/** Empty where an older import wrote none: then nobody can tell, and every field counts as edited. */
export function readWritten(text: string | null): Written {
  return text === null ? {} : (JSON.parse(text) as Written)
}

export function isAsWritten(written: Written, field: string, value: string | number | null | undefined): boolean {
  return written[field] === hashOf(value ?? null)
}

/** 53 bits that guard against chance, not against anybody: two multiply-and-xor hashes, mixed (MurmurHash3's mixer). */
function hashOf(value: string | number | null): string {
  if (value === null) return '-'
  const text = String(value)
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 0x9e3779b1)
    low = Math.imul(low ^ code, 0x5f356495)
  }
  return ((mix(low ^ (high >>> 16)) & 0x1fffff) * 0x100000000 + mix(high ^ low)).toString(36)
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
  const parts: Uint8Array[] = []
  for (const value of rows.flatMap(valuesOf)) {
    // The old program's own backup writes NULL as an empty string; that is no change.
    parts.push(Buffer.from(`${value?.length ?? 0}:`))
    if (value !== null) parts.push(value)
  }
  return hash('sha256', Buffer.concat(parts), 'base64').slice(0, 22)
}

function valuesOf(row: Row): (Buffer | null)[] {
  return row
    .columns()
    .sort()
    .map((column) => (column.includes('password') ? lengthOf(row.raw(column)) : row.raw(column)))
}

function lengthOf(value: Buffer | null): Buffer {
  return Buffer.from(String(value?.length ?? 0))
}
