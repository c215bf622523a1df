import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'

const listRows = prepare<object>()((db) => db.selectFrom('tag').where('warn_first', '=', 1).select('id'))

/** The ratings that warn before a text. */
export async function listWarningRatings(db: Db): Promise<number[]> {
  return (await listRows(db, {})).map(({ id }) => id)
}
