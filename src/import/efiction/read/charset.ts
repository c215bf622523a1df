// The character sets that old sites wrote in where they did not write UTF-8.

export interface Charset {
  readonly name: string
  readonly isSingleByte: boolean
  /** Most bytes that go on with a character of UTF-8 are letters in it, as in Thai and the Cyrillic of DOS: whole words look like UTF-8. */
  readonly isLikeUtf8: boolean
  /** Its letters are those of the Latin alphabet, with marks. */
  readonly isLatin: boolean
  /** A byte without a meaning comes as U+FFFD. */
  decode: (bytes: Buffer) => string
  /** Null where a character has no byte in it, and for sets of several bytes a character. */
  encode: (text: string) => Buffer | null
}

/** Windows-1252 from 0x80 to 0x9f. */
const UPPER =
  '\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\ufffd\u017d\ufffd\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\ufffd\u017e\u0178'

/** What a site with the program's own pages wrote in. */
export const WINDOWS_1252 = singleByte('windows-1252', UPPER + latin1From(0xa0))

/** Recognised by itself, or no character set of bytes that lie in a text column. */
const REFUSED = /^(?:utf-8|utf-16|x-user-defined|iso-2022)/

/** Each one character in one of the sets whose characters have two bytes. */
const PAIRS = [
  [0xb0, 0xc1],
  [0x93, 0xfa],
]

/** By any of its usual names, such as `cp1251`; null where it is unknown here, or no answer to the question. */
export function charsetNamed(label: string): Charset | null {
  const decoder = decoderOf(label.trim())
  if (!decoder || REFUSED.test(decoder.encoding)) return null
  if (decoder.encoding === 'windows-1252') return WINDOWS_1252
  const upper = Array.from({ length: 128 }, (_, index) => decoder.decode(Buffer.from([0x80 + index])))
  const isSingleByte = PAIRS.every((pair) => decoder.decode(Buffer.from(pair)).length === 2)
  if (isSingleByte) return singleByte(decoder.encoding, upper.map(withoutControls).join(''))
  const decode = (bytes: Buffer) => decoder.decode(bytes)
  return { name: decoder.encoding, isSingleByte, isLikeUtf8: false, isLatin: false, decode, encode: () => null }
}

const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0'

/** What the consoles of Windows take for text whatever a program writes: in America, in Europe and in Russia. */
export const CONSOLES: readonly Charset[] = [
  singleByte('cp437', CP437),
  singleByte('cp850', CP850),
  charsetNamed('ibm866')!,
]

function decoderOf(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label, { ignoreBOM: true })
  } catch {
    return null
  }
}

function singleByte(name: string, upper: string): Charset {
  const byteOf = new Map(Array.from(upper, (character, index) => [character.charCodeAt(0), 0x80 + index]))
  byteOf.delete(0xfffd)
  const isUpperLatin1 = upper.endsWith(latin1From(0xa0))
  const others = isUpperLatin1 ? /[\x80-\x9f]/g : /[\x80-\xff]/g
  const isLatin = lettersIn(upper.replace(/\p{Script=Latin}/gu, '')) < 10
  return {
    name,
    isSingleByte: true,
    isLikeUtf8: !isLatin && (lettersIn(upper.slice(0, 0x40)) > 40 || lettersIn(upper.slice(0x20, 0x40)) > 28),
    isLatin,
    decode: (bytes) => bytes.toString('latin1').replace(others, (character) => upper[character.charCodeAt(0) - 0x80]!),
    encode: (text) => encode(text, byteOf),
  }
}

function lettersIn(text: string): number {
  return text.replace(/[^\p{L}]/gu, '').length
}

function encode(text: string, byteOf: ReadonlyMap<number, number>): Buffer | null {
  const bytes = Buffer.allocUnsafe(text.length)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    // Of the bytes from 0x80 to 0x9f PHP's own conversion makes control characters, and databases those they know.
    const byte = code < 0xa0 ? code : (byteOf.get(code) ?? -1)
    if (byte < 0) return null
    bytes[at] = byte
  }
  return bytes
}

function withoutControls(character: string): string {
  return /^[^\x80-\x9f]$/u.test(character) ? character : '\ufffd'
}

function latin1From(first: number): string {
  return String.fromCharCode(...Array.from({ length: 0x100 - first }, (_, index) => first + index))
}
