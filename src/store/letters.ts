// Lists by first letter, in every script: Latin, Greek, Arabic and the like by their letters, kana by rows, Hangul by the
// first sign of a syllable, Han all together, and what is no letter in one place.
import { type Expression, type SqlBool, sql } from 'kysely'

/** As it stands in addresses: `a`, `か`, `ㄱ`, `字`, or `other`. */
export type Letter = string

/** Code points, both ends belong to it. */
type Span = readonly [number, number]

/** Rows of kana are the same in both sets, a fixed way apart. */
const KANA = 0x60
const ROWS: ReadonlyArray<readonly [Letter, number, number]> = [
  ['あ', 0x3041, 0x304a],
  ['か', 0x304b, 0x3054],
  ['さ', 0x3055, 0x305e],
  ['た', 0x305f, 0x3069],
  ['な', 0x306a, 0x306e],
  ['は', 0x306f, 0x307d],
  ['ま', 0x307e, 0x3082],
  ['や', 0x3083, 0x3088],
  ['ら', 0x3089, 0x308d],
  ['わ', 0x308e, 0x3096],
]

/** Of the syllables that begin with each, in Unicode's order: doubled signs stand with the plain ones. */
const INITIALS: ReadonlyArray<readonly [Letter, number, number]> = [
  ['ㄱ', 0, 1],
  ['ㄴ', 2, 2],
  ['ㄷ', 3, 4],
  ['ㄹ', 5, 5],
  ['ㅁ', 6, 6],
  ['ㅂ', 7, 8],
  ['ㅅ', 9, 10],
  ['ㅇ', 11, 11],
  ['ㅈ', 12, 13],
  ['ㅊ', 14, 14],
  ['ㅋ', 15, 15],
  ['ㅌ', 16, 16],
  ['ㅍ', 17, 17],
  ['ㅎ', 18, 18],
]
const FIRST_SYLLABLE = 0xac00
const PER_INITIAL = 588

const OTHER: readonly Span[] = [
  [0, 0x60],
  [0x7b, 0xa9],
  [0xab, 0xb4],
  [0xb6, 0xb9],
  [0xbb, 0xbf],
  [0xd7, 0xd7],
  [0xf7, 0xf7],
  [0x660, 0x669],
  [0x6f0, 0x6f9],
  [0x966, 0x96f],
  [0xe50, 0xe59],
  [0x2000, 0x2bff],
  [0x2e00, 0x2e7f],
  [0x3000, 0x3004],
  [0x3008, 0x3020],
  [0x1f000, 0x1faff],
]

const HAN: readonly Span[] = [
  [0x3005, 0x3007],
  [0x3021, 0x3029],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xf900, 0xfaff],
  [0x20000, 0x3ffff],
]

/** Letters that stand with others. */
const BESIDE: ReadonlyArray<readonly [Letter, string]> = [
  ['a', 'æ'],
  ['d', 'đð'],
  ['h', 'ħ'],
  ['i', 'ı'],
  ['l', 'ł'],
  ['n', 'ŋ'],
  ['o', 'œø'],
  ['s', 'ß'],
  ['t', 'þ'],
  ['е', 'ё'],
  ['ا', 'أإآٱ'],
  ['و', 'ؤ'],
  ['ي', 'ئىی'],
  ['ك', 'ک'],
]

const SPANS: ReadonlyMap<Letter, readonly Span[]> = new Map([
  ...BESIDE.map(([letter, others]): [Letter, Span[]] => [letter, [...letter, ...others].map(spanOf)]),
  ...ROWS.map(([letter, from, to]): [Letter, Span[]] => [
    letter,
    [
      [from, to],
      [from + KANA, to + KANA],
    ],
  ]),
  ...INITIALS.map(([letter, from, to]): [Letter, Span[]] => [
    letter,
    [[FIRST_SYLLABLE + from * PER_INITIAL, FIRST_SYLLABLE + (to + 1) * PER_INITIAL - 1], spanOf(letter)],
  ]),
  ['字', HAN],
  ['other', OTHER],
])

function spanOf(sign: string): Span {
  return [sign.codePointAt(0)!, sign.codePointAt(0)!]
}

/** Under which letter something stands that is sorted by this key. */
export function letterOf(key: string): Letter {
  const code = key.codePointAt(0)
  if (code === undefined) return 'other'
  for (const [letter, spans] of SPANS) if (spans.some(([from, to]) => from <= code && code <= to)) return letter
  return String.fromCodePoint(code)
}

/** A letter out of an address, or null for the whole list. */
export function parseLetter(value: string | undefined): Letter | null {
  if (value === undefined || value === '' || value === 'all') return null
  if (value === 'other') return value
  const isOne = [...value].length === 1 && /^\p{L}$/u.test(value)
  return isOne && letterOf(value) === value ? value : null
}

/** Whether a sort key stands under the letter. Such columns are compared as they stand, so an index finds them. */
export function beginsWith(column: string, letter: Letter): Expression<SqlBool> {
  const spans = SPANS.get(letter) ?? [spanOf(letter)]
  const name = sql.ref(column)
  const parts = spans.map(
    ([from, to]) =>
      sql<SqlBool>`(${name} >= ${from === 0 ? '' : String.fromCodePoint(from)} and ${name} < ${String.fromCodePoint(to + 1)})`,
  )
  return sql<SqlBool>`(${sql.join(parts, sql` or `)})`
}

/** Whether a sort key begins with this one; an index finds them too. */
export function startsWith(column: string, key: string): Expression<SqlBool> {
  return sql<SqlBool>`(${sql.ref(column)} >= ${key} and ${sql.ref(column)} < ${key + LAST})`
}

/** What no text goes on with. */
export const LAST = '\u{10ffff}'
/** Behind the most common Han signs, of which a list may begin with thousands. */
const [BEFORE_HAN, BEHIND_HAN] = ['㐀', '\ua000']

/** For walking an index from one first sign to the next: what the next sort key is greater than. */
export function pastFirstSign(first: Expression<string>): Expression<string> {
  return sql<string>`case when ${first} >= ${BEFORE_HAN} and ${first} < ${BEHIND_HAN}
    then cast(${BEHIND_HAN} as text) else ${first} || cast(${LAST} as text) end`
}
