import { conflict } from '../errors.ts'
import type { Db } from '../store/database.ts'

/** Fills a new archive; refuses one that holds anything. Returns what to tell the person who started it. */
export async function fillDemo(db: Db, _now: number): Promise<string[]> {
  const account = await db.selectFrom('account').select('id').limit(1).executeTakeFirst()
  if (account) throw conflict('--demo fills a new archive only; this one has members. Name another folder with --data.')
  return []
}
