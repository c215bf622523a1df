import { createHmac, randomBytes } from 'node:crypto'
import { addressKey } from '../people/limits.ts'
import type { Db } from '../store/database.ts'

const SECRET = 'secret.kudos'
const secrets = new WeakMap<object, string>()

/** Tells one guest from another without keeping who they are: nobody can turn it back without the archive's secret. */
export async function guestKeyOf(
  db: Db,
  { address, userAgent }: { address: string; userAgent: string },
  now: number,
): Promise<string> {
  const secret = secrets.get(db) ?? (await findSecret(db, now))
  secrets.set(db, secret)
  return createHmac('sha256', secret)
    .update(`${addressKey(address)}\n${userAgent.slice(0, 500)}`)
    .digest('base64url')
}

/** Made at the first kudos; of two that come at once the first one's stays. */
async function findSecret(db: Db, now: number): Promise<string> {
  const value = JSON.stringify(randomBytes(32).toString('base64url'))
  await db
    .insertInto('setting')
    .values({ name: SECRET, value, updated_at: now })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  const row = await db.selectFrom('setting').where('name', '=', SECRET).select('value').executeTakeFirstOrThrow()
  return JSON.parse(row.value) as string
}
