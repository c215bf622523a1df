import type { Db } from '../store/database.ts'
import { sortKey } from '../text/sort-key.ts'
import { findByAppPassword, type ProgramLogIn } from './app-passwords.ts'
import { addressKey, countAttempt } from './limits.ts'

const PER_NAME = { max: 10, windowSeconds: 15 * 60 }
const PER_ADDRESS = { max: 50, windowSeconds: 15 * 60 }

/** Null where name and app password do not belong together; beyond a number of those refuses with too_many. */
export async function logInProgram(
  db: Db,
  { name, word, address }: { name: string | null; word: string; address: string },
  now: number,
): Promise<ProgramLogIn | null> {
  const found = await findByAppPassword(db, name, word, now)
  if (found) return found
  await countAttempt(db, `app password address ${addressKey(address)}`, PER_ADDRESS, now)
  if (name !== null) await countAttempt(db, `app password name ${sortKey(name, 'und')}`, PER_NAME, now)
  return null
}
