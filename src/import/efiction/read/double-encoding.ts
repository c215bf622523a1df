// Text that some program took for another character set than it was in, and encoded as UTF-8 once more.
import { isAscii } from 'node:buffer'
import { type Charset, CONSOLES, WINDOWS_1252 } from './charset.ts'
import { type Read, readUtf8 } from './read-utf8.ts'

/**
 * Only when the whole text can be written as bytes of one character set, and those are valid UTF-8; again while that
 * holds. Null where nothing is to be undone.
 */
export function undoDoubleEncoding(text: string, charset: Charset): string | null {
  let found: string | null = null
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = undoOnce(found ?? text, charset)
    if (before === null) break
    found = before
  }
  return found
}

/** By the site, by the tool that made the dump, and by the console that it went through. */
const MOST_ROUNDS = 3

function undoOnce(text: string, charset: Charset): string | null {
  const cut = text.endsWith('\ufffd')
  const whole = cut ? text.slice(0, -1) : text
  // Databases and PHP take what they are not told about for Latin-1, whatever the site's own set is.
  const likely = charset === WINDOWS_1252 ? [WINDOWS_1252] : [WINDOWS_1252, charset]
  for (const each of wentThroughConsole(whole) ? [...likely, ...CONSOLES] : likely) {
    const bytes = beginsCharacter(whole, each) ? each.encode(whole) : null
    const read = bytes && !isAscii(bytes) ? readUtf8(bytes) : null
    if (read) return read.text + (cut ? '\ufffd' : '')
  }
  return null
}

/** What the first byte of a character looks like in a console, and what stands behind one: `├é`, which nobody writes. */
const BEGINS_AS_IN_CONSOLE = /^[\0-\x7f]*[┬├─┼╬╧╨╤ΓÔ≡\xad]/
const LOOKS_AS_IN_CONSOLE = /[┬├┼╬╧╨╤][^\0-\x7f]|─[\x80-\u24ff]|[ΓÔ][Çé]|[≡\xad]ƒ/

function wentThroughConsole(text: string): boolean {
  return BEGINS_AS_IN_CONSOLE.test(text) && LOOKS_AS_IN_CONSOLE.test(text)
}

/** Whether the first byte that is no ASCII can begin a character of UTF-8; of most texts it says that nothing can. */
function beginsCharacter(text: string, charset: Charset): boolean {
  const first = charset.encode(/[^\0-\x7f]/.exec(text)?.[0] ?? '')?.[0] ?? 0
  return first >= 0xc2 && first <= 0xf4
}

/**
 * Bytes of `charset` in a table that called them Latin-1, converted on the way into the dump: `Ïðèâåò`. Provable where
 * whole words turn into another script; between Latin scripts only in a dump that has no other bytes at all.
 */
export function readThroughLatin({ text, kind }: Read, charset: Charset, isAllUtf8: boolean): string | null {
  if (kind !== 'utf8' || charset === WINDOWS_1252) return null
  const bytes = WINDOWS_1252.encode(text)
  if (!bytes || isAscii(bytes)) return null
  const read = charset.decode(bytes)
  if (read.includes('\ufffd')) return null
  if (charset.isLatin) return isAllUtf8 ? read : null
  return isOfOtherScript(read) || (!charset.isSingleByte && isDense(text)) ? read : null
}

/** No word mixes the scripts, and one word is longer than a letter: `déjà` would become `dйjа`. */
function isOfOtherScript(text: string): boolean {
  let long = false
  for (const [word] of text.matchAll(/[\p{L}\p{M}]+/gu)) {
    const latin = word.replace(/[^\p{Script=Latin}]/gu, '').length
    if (latin > 0 && latin < word.length) return false
    long ||= latin === 0 && word.length > 1
  }
  return long
}

/** Characters of two bytes and more stand together; accents in Latin words stand alone. */
function isDense(text: string): boolean {
  const runs = text.match(/[^\0-\x7f]+/g) ?? []
  return runs.join('').length >= runs.length * 3
}
