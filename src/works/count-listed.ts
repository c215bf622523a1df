import type { Db } from '../store/database.ts'
import { type Paged, paged, type Paging } from '../store/paging.ts'
import { keepCount } from './kept-counts.ts'
import type { LeftOut } from './left-out.ts'

/** A page of works, with the number of those that the viewer leaves out. */
export interface ListedWorks extends Paged<number> {
  leftOutCount: number
}

interface Counts {
  /** With what is left out. */
  all: number
  leftOut: number
}

type Count = (shape: LeftOut) => Promise<ReadonlyArray<{ total: number }>>

/** What everybody finds is counted once for all of them; what one member leaves out is theirs and kept nowhere. */
export async function countListed(
  db: Db,
  { key, leftOut }: { key: string | null; leftOut: LeftOut },
  count: Count,
): Promise<Counts> {
  const [all, without] = await Promise.all([
    key === null ? count('nothing') : keepCount(db, key, () => count('nothing')),
    leftOut === 'nothing' ? [] : count(leftOut),
  ])
  return { all: all[0]?.total ?? 0, leftOut: without[0]?.total ?? 0 }
}

export function listed(rows: ReadonlyArray<{ id: number }>, { all, leftOut }: Counts, paging: Paging): ListedWorks {
  const ids = rows.map((row) => row.id)
  return { ...paged(ids, Math.max(0, all - leftOut), paging), leftOutCount: leftOut }
}
