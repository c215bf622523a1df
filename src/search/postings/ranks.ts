// The order of texts as numbers, so that no text has to be kept: equal texts have equal ranks, and a new one is put
// between its neighbours.

/** Between neighbours, when all are numbered at once. */
export const STEP = 2 ** 20
/** What a small neighbourhood is spread to: the next twenty that come between the same two find room. */
const LEAST_STEP = 2 ** 10

/** Whether a text is still the one that was ranked (FNV-1a). */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash | 0
}

/**
 * A number between those of two places of the first column; null: nothing is on that side. Where there is none left,
 * the neighbourhood is spread, in all columns that hold these ranks.
 */
export function rankBetween(columns: readonly Float64Array[], below: number | null, above: number | null): number {
  const [ranks] = columns as [Float64Array]
  if (below === null) return above === null ? 0 : ranks[above]! - STEP
  if (above === null) return ranks[below]! + STEP
  const middle = (ranks[below]! + ranks[above]!) / 2
  if (ranks[below]! < middle && middle < ranks[above]!) return middle
  spread(columns, ranks[below]!)
  return (ranks[below]! + ranks[above]!) / 2
}

function spread(columns: readonly Float64Array[], around: number): void {
  for (let width = STEP; ; width *= 2) {
    const least = around - width / 2
    const crowd = valuesBetween(columns[0]!, least, least + width)
    const step = width / (crowd.length + 1)
    if (step < LEAST_STEP) continue
    for (const column of columns) renumber(column, crowd, (place) => least + (place + 1) * step)
    return
  }
}

/** Without the ends; upwards, each once. */
function valuesBetween(ranks: Float64Array, from: number, to: number): Float64Array {
  const found = new Set<number>()
  for (let at = 0; at < ranks.length; at++) if (ranks[at]! > from && ranks[at]! < to) found.add(ranks[at]!)
  return Float64Array.from(found).sort()
}

function renumber(column: Float64Array, crowd: Float64Array, numberOf: (place: number) => number): void {
  const places = new Map([...crowd].map((value, place) => [value, place]))
  for (let at = 0; at < column.length; at++) {
    const place = places.get(column[at]!)
    if (place !== undefined) column[at] = numberOf(place)
  }
}
