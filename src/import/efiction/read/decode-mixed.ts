import { isAscii, isUtf8 } from 'node:buffer'
import type { Charset } from './charset.ts'
import type { Read } from './read-utf8.ts'

/** Plausible UTF-8 characters as such, every other high byte in the site's character set. */
export function decodeMixed(bytes: Buffer, charset: Charset): Read {
  return charset.isSingleByte && !charset.isLikeUtf8
    ? decodeByCharacters(bytes, charset)
    : decodeByStretches(bytes, charset)
}

function decodeByCharacters(bytes: Buffer, charset: Charset): Read {
  let text = ''
  let plainFrom = 0
  let lost = 0
  const takePlain = (to: number) => {
    const plain = charset.decode(bytes.subarray(plainFrom, to))
    lost += countLost(plain)
    text += plain
  }
  let isMixed = false
  for (let at = 0; at < bytes.length;) {
    const end = bytes[at]! < 0xc2 ? at : endOfSequences(bytes, at, charset)
    if (end === at) {
      at++
      continue
    }
    takePlain(at)
    text += bytes.toString('utf8', at, end)
    at = end
    plainFrom = at
    isMixed = true
  }
  takePlain(bytes.length)
  return { text, kind: isMixed ? 'mixed' : 'charset', lost }
}

/**
 * The end of the UTF-8 characters of several bytes that begin here. Latin letters, punctuation and emoji count alone;
 * of other scripts it takes two in a row, because a lone one is likelier an accent before a curly quote: `é…”`. In a
 * character set of another script a lone Latin letter is likelier one of its own before a mark: `В«`.
 */
function endOfSequences(bytes: Buffer, start: number, { isLatin }: Charset): number {
  let end = start
  let count = 0
  let alone = false
  for (let length = sequenceLength(bytes, end); length > 0; length = sequenceLength(bytes, end)) {
    const lead = bytes[end]!
    alone ||= (lead <= 0xc5 && isLatin) || lead === 0xe2 || lead >= 0xf0
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

/** Of characters of several bytes none has a line end or an angle bracket as its second: text is judged between them. */
function decodeByStretches(bytes: Buffer, charset: Charset): Read {
  let text = ''
  let lost = 0
  const kinds = new Set<Read['kind']>()
  for (let from = 0; from < bytes.length;) {
    let to = from + 1
    while (to < bytes.length && !PARTS[bytes[to]!]) to++
    const stretch = bytes.subarray(from, to)
    const isOurs = !isUtf8(stretch)
    const read = isOurs ? charset.decode(stretch) : stretch.toString('utf8')
    if (isOurs) lost += countLost(read)
    if (!isAscii(stretch)) kinds.add(isOurs ? 'charset' : 'utf8')
    text += read
    from = to
  }
  return { text, kind: kinds.size > 1 ? 'mixed' : 'charset', lost }
}

const PARTS = Uint8Array.from({ length: 256 }, (_, byte) => ('\n<>'.includes(String.fromCharCode(byte)) ? 1 : 0))

function countLost(text: string): number {
  return text.includes('\ufffd') ? text.split('\ufffd').length - 1 : 0
}
