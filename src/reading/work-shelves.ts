import { rankOf, type Shelf, STANDARD_SHELVES } from './shelf.ts'

export type ShelfChoice = Pick<Shelf, 'kind' | 'name' | 'slug'>

/** On which of a member's shelves a work stands. */
export interface WorkShelves {
  /** All that they have, in order; those that everybody has among them, used or not. */
  all: readonly ShelfChoice[]
  /** The slugs of those on which it stands. */
  on: ReadonlySet<string>
}

/** As left joins give them: a row without a shelf stands for nothing. */
interface JoinedRow {
  shelfId: number | null
  kind: Shelf['kind'] | null
  name: string | null
  slug: string | null
  position: number | null
  /** A work on it; null where none of those asked about is. */
  workId: number | null
}

interface ShelfRow extends ShelfChoice {
  id: number
  position: number
  workId: number | null
}

/** One row for each shelf and work on it: all shelves, and which of them hold which work. */
export function gatherShelves(joined: readonly JoinedRow[]) {
  const rows = joined.flatMap(toShelfRow)
  const made = new Map(rows.map((row) => [row.slug, row]))
  const own = [...made.values()].filter(({ kind }) => kind === 'own')
  own.sort((a, b) => a.position - b.position || a.id - b.id)
  const all: ShelfChoice[] = [...STANDARD_SHELVES, ...own].map(({ kind, name, slug }) => ({ kind, name, slug }))
  const onShelf = rows.filter((row) => row.workId !== null)
  const slugs = Map.groupBy(onShelf, (row) => row.workId)
  const shelvesOf = (workId: number): WorkShelves => ({
    all,
    on: new Set(
      slugs
        .get(workId)
        ?.toSorted(inOrder)
        .map(({ slug }) => slug),
    ),
  })
  return { all, shelvesOf }
}

function toShelfRow({ shelfId: id, kind, name, slug, position, workId }: JoinedRow): ShelfRow[] {
  if (id === null || kind === null || name === null || slug === null) return []
  return [{ id, kind, name, slug, position: position ?? 0, workId }]
}

function inOrder(a: ShelfRow, b: ShelfRow): number {
  return rankOf(a.kind) - rankOf(b.kind) || a.position - b.position || a.id - b.id
}
