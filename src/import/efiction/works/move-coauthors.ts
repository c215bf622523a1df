import type { Db } from '../../../store/database.ts'
import { noteWorkChanges } from '../../../store/work-changes.ts'
import { moveRows } from '../move.ts'
import type { Move, OldRow } from '../moving.ts'

/** The table of co-authors, on sites since 3.4. Needs works and members. */
export async function moveCoauthors(move: Move): Promise<void> {
  await moveRows(move, {
    table: 'coauthors',
    legacy: 'coauthor',
    phase: 'works',
    order: ['sid', 'uid'],
    key: ['sid', 'uid'],
    write: (db, rows) => writeCoauthors(move, db, rows),
  })
}

async function writeCoauthors(move: Move, db: Db, rows: readonly OldRow[]): Promise<Map<string, number>> {
  const works = await move.legacy.find(
    db,
    'story',
    rows.map(({ row }) => row.integer('sid')),
  )
  const pseuds = await move.legacy.find(
    db,
    'member',
    rows.map(({ row }) => row.integer('uid')),
  )
  const added = new Map<string, number>()
  const creators = rows.flatMap(({ id, row }, index) => {
    const workId = works.get(String(row.integer('sid')))
    const pseudId = pseuds.get(String(row.integer('uid')))
    if (workId === undefined || pseudId === undefined) {
      const lost = workId === undefined ? 'story' : 'member'
      move.ledger.except('coauthors', id, 'dropped', `the ${lost} does not exist`)
      return []
    }
    added.set(id, workId)
    return [{ work_id: workId, pseud_id: pseudId, position: 1 + index }]
  })
  if (creators.length === 0) return added
  await db
    .insertInto('creator')
    .values(creators)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await noteWorkChanges(
    db,
    creators.map((row) => row.work_id),
  )
  return added
}
