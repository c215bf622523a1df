// How rules tell whoever keeps works in another form (an index in memory, the index of texts) that one has changed.
import type { Db } from './database.ts'
import { dialectOf } from './dialect.ts'
import { insertRows } from './insert-rows.ts'

/** `numbers`: only kudos, reviews, reads or downloads. */
export type ChangedPart = 'everything' | 'numbers'

const MOST_AT_ONCE = 500

/** Call it in the transaction of the change. */
export async function noteWorkChanges(
  db: Db,
  workIds: readonly number[],
  part: ChangedPart = 'everything',
): Promise<void> {
  const rows = [...new Set(workIds)].toSorted((one, other) => one - other).map((work_id) => ({ work_id }))
  const numbers_only = part === 'numbers' ? 1 : 0
  await insertRows(
    db,
    'work_change',
    rows.map((row) => ({ ...row, numbers_only })),
  )
  if (part === 'everything' && dialectOf(db).name === 'postgres') await letWordsWait(db, rows)
}

/** On SQLite the index of texts is elsewhere, and follows the rows above. */
async function letWordsWait(db: Db, rows: ReadonlyArray<{ work_id: number }>): Promise<void> {
  for (let start = 0; start < rows.length; start += MOST_AT_ONCE) {
    await db
      .insertInto('text_waiting')
      .values(rows.slice(start, start + MOST_AT_ONCE))
      // Not "do nothing": whoever indexes this very row now must wait, and take it again with what is written here.
      .onConflict((conflict) =>
        conflict.column('work_id').doUpdateSet((eb) => ({ work_id: eb.ref('excluded.work_id') })),
      )
      .execute()
  }
}
