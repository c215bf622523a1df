import type { PlacedText, Text } from './read-texts.ts'
import { hashOf, rankBetween } from './ranks.ts'

export interface Ranked {
  /** The first has the ranks by place, the others hold them as well. */
  columns: () => readonly Float64Array[]
  /** The place of a row; -1: it has none. */
  placeOf: (id: number) => number
  /** Of the text that the place was ranked by. */
  hashAt: (place: number) => number
  /** Makes a place where there is none. */
  set: (id: number, rank: number, hash: number) => void
}

/**
 * Ranks texts that are new or have changed, given in order. Returns the ids of those that must wait: a neighbour is not
 * here as the database has it now, its own change is still to come.
 */
export function placeTexts(ranked: Ranked, texts: readonly PlacedText[]): number[] {
  const waiting: number[] = []
  let last: Text | null = null
  for (const text of texts) {
    const rank = rankOf(ranked, text, last)
    if (rank === null) {
      waiting.push(text.id)
      continue
    }
    ranked.set(text.id, rank, hashOf(text.text))
    last = text
  }
  return waiting
}

function rankOf(ranked: Ranked, { text, same, below, above }: PlacedText, last: Text | null): number | null {
  const [ranks] = ranked.columns() as [Float64Array]
  if (last?.text === text) return ranks[ranked.placeOf(last.id)]!
  if (same) return isKnown(ranked, same) ? ranks[ranked.placeOf(same.id)]! : null
  if (!isKnown(ranked, below) || !isKnown(ranked, above)) return null
  let under = below && ranked.placeOf(below.id)
  const lastPlace = last && ranked.placeOf(last.id)
  if (lastPlace !== null && (under === null || ranks[lastPlace]! > ranks[under]!)) under = lastPlace
  return rankBetween(ranked.columns(), under, above && ranked.placeOf(above.id))
}

/** Nobody is known as well. */
function isKnown(ranked: Ranked, text: Text | null): boolean {
  if (text === null) return true
  const place = ranked.placeOf(text.id)
  return place >= 0 && ranked.hashAt(place) === hashOf(text.text)
}
