import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'

const firstRow = prepare<{ time: number }>()((db, param) =>
  db
    .selectFrom('work')
    .where('posted_at', '>', param('time'))
    .select((eb) => eb.fn.min<number | null>('id').as('id')),
)

/** The lowest id of the works that were posted since, whoever may see them; null: none was. */
export async function findFirstPostedAfter(db: Db, time: number): Promise<number | null> {
  return (await firstRow(db, { time }))[0]?.id ?? null
}
