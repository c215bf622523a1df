// Dumps that went through PowerShell, and texts that an editor for Windows saved as what it calls Unicode.

const KINDS: readonly [RegExp, string][] = [
  [/^(?:\xff\xfe|[\x09-\x7e]\0[\x09-\x7e]\0)/, 'utf-16le'],
  [/^(?:\xfe\xff|\0[\x09-\x7e]\0[\x09-\x7e])/, 'utf-16be'],
]

/** By how the file begins, read as Latin-1; null where it is something else. */
export function utf16In(head: string): string | null {
  return KINDS.find(([beginning]) => beginning.test(head))?.[1] ?? null
}

export async function* asUtf8(bytes: AsyncIterable<Buffer>, kind: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(kind)
  for await (const chunk of bytes) {
    const text = decoder.decode(chunk, { stream: true })
    if (text !== '') yield Buffer.from(text)
  }
  const rest = decoder.decode()
  if (rest !== '') yield Buffer.from(rest)
}

/** What a value says that begins with the mark of UTF-16; null for every other. */
export function markedUtf16(bytes: Buffer): string | null {
  const mark = bytes.length >= 4 && bytes.length % 2 === 0 ? bytes.readUInt16LE(0) : 0
  if ((mark !== 0xfeff && mark !== 0xfffe) || !bytes.includes(0)) return null
  return wideText(bytes, mark === 0xfeff ? 1 : 0)
    .slice(1)
    .toWellFormed()
}

const LEAST_PAIRS = 4
/** Of the pairs; the others are punctuation, and what is rare. */
const MOST_OF = 0.75

/**
 * The same without a mark. Certain where one byte of nearly every pair is a control character, as in all alphabets of
 * Europe and the Near East, and no text in another set has so many; and where the whole is nothing but characters. Of
 * Chinese and Japanese both bytes may be letters of another set: those stay as they are.
 */
export function unmarkedUtf16(bytes: Buffer): string | null {
  const pairs = bytes.length / 2
  if (!Number.isInteger(pairs) || pairs < LEAST_PAIRS || !bytes.includes(0)) return null
  const controls = [0, 0]
  for (let at = 0; at < bytes.length; at++) if (bytes[at]! < 9) controls[at & 1]!++
  const upper = controls[1]! > controls[0]! ? 1 : 0
  if (controls[upper]! < pairs * MOST_OF || controls[1 - upper]! > pairs * (1 - MOST_OF)) return null
  const text = wideText(bytes, upper)
  return text.isWellFormed() && !NO_TEXT.test(text) ? text : null
}

// oxlint-disable-next-line no-control-regex
const NO_TEXT = /[\0-\x08\x0e-\x1f\x7f-\x9f]|\p{Cn}|\p{Co}/u

/** `upper` is the place of the upper byte in a pair. */
function wideText(bytes: Buffer, upper: 0 | 1): string {
  return (upper === 1 ? bytes : Buffer.from(bytes).swap16()).toString('utf16le')
}
