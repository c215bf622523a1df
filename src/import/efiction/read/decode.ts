import { isAscii } from 'node:buffer'
import { type Charset, WINDOWS_1252 } from './charset.ts'
import { decodeMixed } from './decode-mixed.ts'
import { readThroughLatin, undoDoubleEncoding } from './double-encoding.ts'
import { type Read, readUtf8 } from './read-utf8.ts'
import { markedUtf16, unmarkedUtf16 } from './utf16.ts'

export interface Decoded {
  text: string
  kind: Read['kind']
  /** The text was UTF-8 that some program had taken for another character set and encoded again. */
  wasEncodedTwice: boolean
  /** Bytes that no character set in use gives a meaning; they stand as U+FFFD. */
  oddBytes: number
}

// oxlint-disable-next-line no-control-regex -- NUL cannot be kept in a text column of PostgreSQL.
const CONTROLS = /[\0-\x08\x0e-\x1f\x7f]/g
const UPPER_CONTROLS = /[\x80-\x9f]/g
// oxlint-disable-next-line no-control-regex
const ANY_CONTROLS = /[\0-\x08\x0e-\x1f\x7f-\x9f]/

/**
 * The text of one stored value. Sites mix UTF-8 and `charset`, in one table and even in one value, and a dump through
 * the wrong connection encodes UTF-8 twice; every value is judged by itself. `isAllUtf8` says that no value of the dump
 * is in anything but UTF-8: then some program has converted the bytes that `charset` is about.
 */
export function decode(stored: Buffer, charset: Charset = WINDOWS_1252, isAllUtf8 = false): Decoded {
  const wide = markedUtf16(stored) ?? unmarkedUtf16(stored)
  if (wide !== null) return finish({ text: wide, kind: 'utf8', lost: 0 }, false, charset)
  if (isAscii(stored)) return finish({ text: stored.toString('latin1'), kind: 'ascii', lost: 0 }, false, charset)
  const bytes = withoutMark(stored)
  const read = readUtf8(bytes) ?? decodeMixed(bytes, charset)
  const once = undoDoubleEncoding(read.text, charset) ?? readThroughLatin(read, charset, isAllUtf8)
  return once === null ? finish(read, false, charset) : finish({ ...read, text: once }, true, charset)
}

function withoutMark(bytes: Buffer): Buffer {
  return bytes.length >= 3 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}

function finish({ text, kind, lost }: Read, wasEncodedTwice: boolean, charset: Charset): Decoded {
  if (!ANY_CONTROLS.test(text)) return { text: text.replace(/^\ufeff/, ''), kind, wasEncodedTwice, oddBytes: lost }
  let oddBytes = lost
  const visible = text
    .replace(/^\ufeff/, '')
    .replace(CONTROLS, () => {
      oddBytes++
      return '\ufffd'
    })
    // What PHP makes of the bytes between: characters that no text has, each for one byte.
    .replace(UPPER_CONTROLS, (control) => {
      const meant = charset.isSingleByte ? charset.decode(Buffer.from(control, 'latin1')) : '\ufffd'
      if (meant === '\ufffd') oddBytes++
      return meant
    })
  return { text: visible, kind, wasEncodedTwice, oddBytes }
}
