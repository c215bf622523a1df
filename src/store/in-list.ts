const LEAST = 8

/**
 * For `in (…)` in statements that run often with lists of every length: the last value again, up to a power of two, so
 * that few different statements have to be prepared. Empty stays empty.
 */
export function padded<T>(values: readonly T[]): T[] {
  if (values.length === 0) return []
  let length = LEAST
  while (length < values.length) length *= 2
  return Array.from({ length }, (_, index) => values[Math.min(index, values.length - 1)]!)
}
