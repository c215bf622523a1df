// For prepared queries about the things on one page: the list of ids is padded, so that few forms of the SQL exist.
import { OneOf } from './prepared.ts'

export interface IdValues {
  /** As many as the shape says. */
  ids: readonly number[]
}

const SIZES = [1, 10, 20, 50, 100, 150, 200, 300, 500, 1000]

/** Put `values` and `shape` into the prepared query; its `build` asks `idParams`. At most 1000 ids, at least one. */
export function idValues(ids: readonly number[]): { values: IdValues; shape: string } {
  const size = SIZES.find((size) => size >= ids.length)
  if (size === undefined || ids.length === 0) throw new RangeError(`${ids.length} ids in one query`)
  const padded = ids.slice()
  while (padded.length < size) padded.push(ids[0]!)
  return { values: { ids: padded }, shape: String(size) }
}

export function idParams(param: (name: 'ids') => readonly number[], shape: string): number[] {
  return Array.from({ length: Number(shape) }, (_, place) => new OneOf(param('ids'), place) as never)
}

/** Rows by the id they belong to, in the order they came. */
export function groupedBy<Row>(rows: readonly Row[], keyOf: (row: Row) => number): Map<number, Row[]> {
  const groups = new Map<number, Row[]>()
  for (const row of rows) {
    const group = groups.get(keyOf(row))
    if (group) group.push(row)
    else groups.set(keyOf(row), [row])
  }
  return groups
}
