import { isAscii, isUtf8 } from 'node:buffer'

export interface Decoded {
  text: string
  /** Bytes that no charset in use gives a meaning; they stand as U+FFFD. */
  oddBytes: number
}

/** Windows-1252 from 0x80 to 0x9f. The five bytes without a meaning stay the control characters they are. */
const UPPER =
  '\u20ac\u0081\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u008d\u017d\u008f\u0090\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u009d\u017e\u0178'
const BYTE_OF = new Map(Array.from(UPPER, (character, index) => [character.charCodeAt(0), 0x80 + index]))

// oxlint-disable-next-line no-control-regex -- NUL cannot be kept in a text column of PostgreSQL.
const ODD = /[\0\u0081\u008d\u008f\u0090\u009d]/g

/**
 * The text of one stored value. Sites mix Windows-1252 and UTF-8, in one table and even in one value, and a dump
 * through the wrong connection encodes UTF-8 twice; every value is judged by itself.
 */
export function decode(bytes: Buffer): Decoded {
  if (isAscii(bytes)) return finish(bytes.toString('latin1'))
  const text = isUtf8(bytes) ? bytes.toString('utf8') : decodeMixed(bytes)
  return finish(undoDoubleEncoding(text))
}

function finish(text: string): Decoded {
  let oddBytes = 0
  const visible = text.replace(ODD, () => {
    oddBytes++
    return '\ufffd'
  })
  return { text: visible, oddBytes }
}

/** Plausible UTF-8 characters as such, every other high byte as Windows-1252. */
function decodeMixed(bytes: Buffer): string {
  let text = ''
  let plainFrom = 0
  for (let at = 0; at < bytes.length;) {
    const end = endOfSequences(bytes, at)
    if (end === at) {
      at++
      continue
    }
    text += decodeWindows(bytes.subarray(plainFrom, at)) + bytes.toString('utf8', at, end)
    at = end
    plainFrom = at
  }
  return text + decodeWindows(bytes.subarray(plainFrom))
}

/**
 * The end of the UTF-8 characters of several bytes that begin here. Latin letters, punctuation and emoji count alone;
 * of other scripts it takes two in a row, because a lone one is likelier an accent before a curly quote: `é…”`.
 */
function endOfSequences(bytes: Buffer, start: number): number {
  let end = start
  let count = 0
  let alone = false
  for (let length = sequenceLength(bytes, end); length > 0; length = sequenceLength(bytes, end)) {
    const lead = bytes[end]!
    alone ||= lead <= 0xc5 || lead === 0xe2 || lead >= 0xf0
    end += length
    count++
  }
  return alone || count > 1 ? end : start
}

function sequenceLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0xc2 || lead > 0xf4) return 0
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
  return at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0
}

function decodeWindows(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\x80-\x9f]/g, (character) => UPPER[character.charCodeAt(0) - 0x80]!)
}

/** Only when the whole text can be read as Windows-1252 bytes that are valid UTF-8; at most twice. */
function undoDoubleEncoding(text: string): string {
  let best = text
  for (let round = 0; round < 2; round++) {
    const bytes = encodeWindows(best)
    if (!bytes || isAscii(bytes) || !isUtf8(bytes)) return best
    best = bytes.toString('utf8')
  }
  return best
}

/** null where a character has no place in Windows-1252. */
function encodeWindows(text: string): Buffer | null {
  const bytes = Buffer.allocUnsafe(text.length)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    // PHP's own conversion makes control characters of the bytes from 0x80 to 0x9f; databases make curly quotes.
    const byte = code <= 0xff ? code : BYTE_OF.get(code)
    if (byte === undefined) return null
    bytes[at] = byte
  }
  return bytes
}
