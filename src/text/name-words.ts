// Names as people look for them: by the beginnings of their words, or, in scripts without spaces, by any part.
import { foldTag } from './slug.ts'
import { SPELT } from './spelt-letters.ts'

const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々〆]/u
const PIECES = new RegExp(`(?:${UNSPACED.source}\\p{M}*)+|(?:(?!${UNSPACED.source})[^])+`, 'gu')
/** Points of vowels, and signs above letters, that people leave out when they type. */
const SIGNS =
  /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]\p{M}*)\p{M}+/gu
const LETTERS: Readonly<Record<string, string>> = {
  ...SPELT,
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ة: 'ه',
}
const SPELT_LETTERS = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g')
/** Most names, spared the long way. */
const PLAIN = /^[a-zA-Z0-9 .,:;!?()/&-]*[a-zA-Z0-9][a-zA-Z0-9 .,:;!?()/&-]*$/
/** A name in a script without spaces is found by each of its parts, up to here. */
const LONGEST_RUN = 40

/** For comparing what is typed with names: case, accents, points and punctuation do not count. */
export function foldForLooking(name: string): string {
  if (PLAIN.test(name))
    return name
      .toLowerCase()
      .replace(/[ .,:;!?()/&-]+/g, ' ')
      .trim()
  const plain = foldTag(name).normalize('NFD').replace(SIGNS, '').normalize('NFC').replaceAll('ـ', '')
  return plain
    .replace(SPELT_LETTERS, (letter) => LETTERS[letter]!)
    .replace(/[/&]/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
}

/** The words of a folded name, in order; where scripts meet, a word ends. */
export function wordsOfName(folded: string): string[] {
  return folded.split(' ').flatMap((word) => word.match(PIECES) ?? [])
}

/** What a word is found by the beginnings of: itself, and without spaces between words each of its ends. */
export function endsOf(word: string): string[] {
  if (!UNSPACED.test(word)) return [word]
  const signs = [...word].slice(0, LONGEST_RUN)
  return signs.map((_, start) => signs.slice(start).join(''))
}
