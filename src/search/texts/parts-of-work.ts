// Where words stand in a work, and what each place is worth. The number of a part is in the id of its row.

/** Of the heading: what lists show of a work, then what only its own page does. */
export const HEADING = {
  title: 0,
  author: 1,
  fandom: 2,
  character: 3,
  relationship: 4,
  tag: 5,
  summary: 6,
  notes: 7,
} as const
export type HeadingPart = keyof typeof HEADING

export const HEADINGS = 16
export const PASSAGES = 2 ** 20

/** In an answer of the index: one bit for each part of the heading, and one for the text. */
export const TEXT_BIT = 8
export const EVERYWHERE = (1 << (TEXT_BIT + 1)) - 1
export const HEADING_BITS = (1 << TEXT_BIT) - 1
export const bitOf = (part: HeadingPart | 'text'): number => 1 << (part === 'text' ? TEXT_BIT : HEADING[part])
export const TAG_BITS = bitOf('fandom') | bitOf('character') | bitOf('relationship') | bitOf('tag')
/** What a list shows whatever gate stands before the work. */
export const OPEN_BITS = bitOf('title') | bitOf('author') | TAG_BITS

const WORTH = [64, 16, 16, 16, 16, 16, 8, 4] as const
const MOST_PASSAGES_WORTH = 4

/** Of one word or phrase: its best place, and up to four for the passages that have it (1, 2, 4, 8). */
export function worthOf(bits: number, passages: number): number {
  const often = passages === 0 ? 0 : Math.min(MOST_PASSAGES_WORTH, 32 - Math.clz32(passages))
  return BEST_WORTH[bits & HEADING_BITS]! + often
}

const BEST_WORTH = Uint8Array.from({ length: 1 << TEXT_BIT }, (_, bits) =>
  Math.max(0, ...WORTH.filter((_, part) => (bits & (1 << part)) !== 0)),
)
