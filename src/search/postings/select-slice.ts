import { compare, type Ordering } from './best.ts'

/** The documents from `start` to before `end` in order, for pages deep in a list. The list is left in disorder. */
export function selectSlice(ordering: Ordering, list: Uint32Array, start: number, end: number): number[] {
  part(ordering, list, { from: 0, to: list.length, at: start })
  part(ordering, list, { from: start, to: list.length, at: end })
  return [...list.subarray(start, end)].sort((one, other) => compare(ordering, one, other))
}

/** Moves what comes before the place `at` to its left (quickselect). */
function part(ordering: Ordering, list: Uint32Array, { from, to, at }: { from: number; to: number; at: number }): void {
  let left = from
  let right = to - 1
  while (left < right) {
    const pivot = list[(left + right) >>> 1]!
    let low = left
    let high = right
    while (low <= high) {
      while (compare(ordering, list[low]!, pivot) < 0) low++
      while (compare(ordering, list[high]!, pivot) > 0) high--
      if (low > high) break
      const kept = list[low]!
      list[low++] = list[high]!
      list[high--] = kept
    }
    if (at <= high) right = high
    else if (at >= low) left = low
    else return
  }
}
