import { ByteCursor } from './byte-cursor.ts'
import type { RawValue } from './dump-event.ts'

const OPEN = 0x28
const CLOSE = 0x29
const COMMA = 0x2c

/** The values of one `(…)`; the cursor stands on its opening bracket. */
export function readTuple(cursor: ByteCursor): RawValue[] {
  const row: RawValue[] = []
  cursor.position++
  cursor.skipBlank()
  if (cursor.peek() === CLOSE) {
    cursor.position++
    return row
  }
  for (;;) {
    row.push(readValue(cursor))
    const byte = cursor.peek()
    cursor.position++
    if (byte === CLOSE) return row
  }
}

/** Leaves the cursor on the comma or bracket after the value. */
function readValue(cursor: ByteCursor): RawValue {
  cursor.skipBlank()
  const first = cursor.peek()
  if (first === 0x27 || first === 0x22) return readStrings(cursor)
  // The introducers of a charset: _binary 'x', _latin1 0x41
  if (first === 0x5f) {
    cursor.word()
    return readValue(cursor)
  }
  const start = cursor.position
  if (skipNumber(cursor)) return cursor.bytes.subarray(start, cursor.position)
  if (isPrefixed(cursor, first)) return readPrefixed(cursor)
  const end = skipToDelimiter(cursor)
  return readBare(cursor, cursor.bytes.toString('latin1', start, end).trim())
}

/** Whether a plain number stands here; else the cursor stays. Most values are numbers. */
function skipNumber(cursor: ByteCursor): boolean {
  const { bytes, position } = cursor
  let at = position
  while (isPartOfNumber(bytes[at])) at++
  if (at === position || (bytes[at] !== COMMA && bytes[at] !== CLOSE)) return false
  cursor.position = at
  return true
}

/** Digits, points and signs. */
function isPartOfNumber(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x2d && byte <= 0x39 && byte !== 0x2f
}

/** Neighbouring strings are one string, as in `'a' 'b'`. */
function readStrings(cursor: ByteCursor): Buffer {
  let value = cursor.quoted()
  for (;;) {
    cursor.skipBlank()
    const byte = cursor.peek()
    if (byte === COMMA || byte === CLOSE) return value
    if (byte === 0x27 || byte === 0x22) value = Buffer.concat([value, cursor.quoted()])
    else skipToDelimiter(cursor)
  }
}

/** `x'4142'`, `b'0'`, `N'text'`. */
function isPrefixed(cursor: ByteCursor, first: number): boolean {
  return 'xXbBnN'.includes(String.fromCharCode(first)) && cursor.peek(1) === 0x27
}

function readPrefixed(cursor: ByteCursor): Buffer {
  const prefix = String.fromCharCode(cursor.peek()).toLowerCase()
  cursor.position++
  const value = readStrings(cursor)
  if (prefix === 'x') return Buffer.from(value.toString('latin1'), 'hex')
  if (prefix === 'b') return Buffer.from(String(Number.parseInt(value.toString('latin1') || '0', 2)))
  return value
}

/** Returns where the value ends; comments may stand between it and the delimiter. */
function skipToDelimiter(cursor: ByteCursor): number {
  let end: number | null = null
  for (let depth = 0; ;) {
    const byte = cursor.peek()
    if (byte === 0x27 || byte === 0x22) {
      cursor.skipQuoted()
      continue
    }
    if (depth === 0 && (byte === COMMA || byte === CLOSE)) return end ?? cursor.position
    const before = cursor.position
    if (cursor.skipComment(byte)) {
      end ??= before
      continue
    }
    if (byte === OPEN) depth++
    else if (byte === CLOSE) depth--
    cursor.position++
  }
}

function readBare(cursor: ByteCursor, token: string): RawValue {
  if (/^(?:null|default)$/i.test(token)) return null
  if (/^(?:true|false)$/i.test(token)) return Buffer.from(/^true$/i.test(token) ? '1' : '0')
  const digits = /^0x([0-9a-f]*)(?:\s|$)/i.exec(token)?.[1]
  if (digits !== undefined) return Buffer.from(evenHex(digits), 'hex')
  const moment = MOMENT.exec(token)?.[1]
  if (moment !== undefined) return Buffer.from(moment, 'latin1')
  const call = CALL.exec(token)
  if (call) return readCall(cursor, call[1]!, call[2]!)
  const computed = /^[a-z_]\w*(?=\s*\()/i.exec(token)?.[0]
  if (computed) cursor.computed.add(`${computed.toUpperCase()}()`)
  return Buffer.from(token, 'latin1')
}

/** `TIMESTAMP '2005-01-02 03:04:05'`, as the standard has it, and `{ts '…'}` of ODBC. */
const MOMENT = /^\{?\s*(?:date|time|timestamp|d|t|ts)\s*'([-\d :.]*)'\s*\}?$/i

/** What tools wrap around bytes, and what is inside: `CONVERT(0x4142 USING utf8)`. */
const CALL = /^(unhex|from_base64|cast|convert)\s*\(([^]*?)(?:\s+(?:using|as)\s+[\w() ]+)?\)$/i

function readCall({ backslashes, leads, computed }: ByteCursor, name: string, inside: string): RawValue {
  const inner = new ByteCursor(Buffer.from(`(${inside})`, 'latin1'), 0, backslashes, leads)
  const [value = null] = readTuple(inner)
  for (const each of inner.computed) computed.add(each)
  const text = value?.toString('latin1') ?? null
  if (text !== null && /^unhex$/i.test(name)) return Buffer.from(evenHex(text), 'hex')
  return text !== null && /^from_base64$/i.test(name) ? Buffer.from(text, 'base64') : value
}

function evenHex(digits: string): string {
  return digits.length % 2 === 0 ? digits : `0${digits}`
}
