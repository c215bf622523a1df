// Two signs of a script without spaces, and one alone, as a number: a text has more different pairs of them than words, and
// to make a string of each, and look that up, takes longer than all else. Below 0, where no numbers of words are.

/** Of Han, kana and Hangul: one UTF-16 unit and three bytes each, which folding leaves alone and which have nothing upon them. */
const PLAIN = [
  [0x3005, 0x3007],
  [0x3041, 0x3096],
  [0x30a1, 0x30fa],
  [0x30fc, 0x30fc],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
] as const

const units: number[] = [0]
/** The rank of each plain sign, from 1. */
const ranks = new Uint16Array(0x10000)
for (const [first, last] of PLAIN) {
  for (let unit = first; unit <= last; unit += 1) ranks[unit] = units.push(unit) - 1
}
const RANKS = units.length

export function isPlainSign(code: number): boolean {
  return ranks[code]! > 0
}

/** Of two plain signs; `second` may be 0, for one that stands alone. */
export function pairNumber(first: number, second: number): number {
  return -(ranks[first]! * RANKS + ranks[second]!)
}

/** Of a word that is nothing but one plain sign or two; null of every other. */
export function pairNumberOf(word: string): number | null {
  const [first, second] = [word.charCodeAt(0), word.length > 1 ? word.charCodeAt(1) : 0]
  if (word.length > 2 || !isPlainSign(first) || (second !== 0 && !isPlainSign(second))) return null
  return pairNumber(first, second)
}

/** Three bytes for each sign. */
export function lengthOfPair(number: number): number {
  return -number % RANKS === 0 ? 3 : 6
}

/** Writes the pair's UTF-8; returns where it ends. */
export function spellPair(number: number, bytes: Uint8Array, at: number): number {
  const second = -number % RANKS
  const end = spellUnit(units[(-number - second) / RANKS]!, bytes, at)
  return second === 0 ? end : spellUnit(units[second]!, bytes, end)
}

function spellUnit(unit: number, bytes: Uint8Array, at: number): number {
  bytes[at] = 0xe0 | (unit >> 12)
  bytes[at + 1] = 0x80 | ((unit >> 6) & 0x3f)
  bytes[at + 2] = 0x80 | (unit & 0x3f)
  return at + 3
}
