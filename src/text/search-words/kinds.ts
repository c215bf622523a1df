// What each sign is to a search: part of a word, a sign of a script that puts no spaces between words, a picture, or nothing.

export const NOTHING = 0
/** Of a script that parts its words by spaces; digits too. */
export const LETTER = 1
/** Han, kana, Hangul, Thai and their like: found by every two that stand side by side. */
export const SIGN = 2
/** An emoji: a word of its own. */
export const PICTURE = 3
/** Soft hyphens, word joiners, zero-width signs: as if they were not there. */
export const IGNORED = 4
export const APOSTROPHE = 5
/** Upon the letter or sign before it. */
export const MARK = 6
/** A mark that stands for an apostrophe between Hebrew letters, and for a quotation mark everywhere else. */
export const QUOTE = 7

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}々〆〇〻ーｰﾞﾟ]/u
const IGNORABLE = /[\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}\u200b-\u200f\u0640]/u
const PICTURES = /[\p{Extended_Pictographic}\p{Regional_Indicator}]/u
const WORDS = /[\p{L}\p{N}]/u

let table: Uint8Array | null = null

/** One for every UTF-16 code unit: asking a pattern at each sign takes sixteen times as long. */
export function kindsOfUnits(): Uint8Array {
  if (table) return table
  table = new Uint8Array(0x10000)
  for (let code = 0; code < 0x10000; code += 1) table[code] = kindOf(String.fromCharCode(code))
  return table
}

export function kindOf(sign: string): number {
  if (/['’‘ʼ＇`´׳]/.test(sign)) return APOSTROPHE
  if (/["״”]/.test(sign)) return QUOTE
  if (IGNORABLE.test(sign)) return IGNORED
  if (UNSPACED.test(sign)) return /[\p{L}\p{M}\p{N}ﾞﾟ]/u.test(sign) ? SIGN : NOTHING
  if (/\p{M}/u.test(sign)) return MARK
  if (WORDS.test(sign)) return LETTER
  return PICTURES.test(sign) ? PICTURE : NOTHING
}
