import { createHash, randomUUID } from 'node:crypto'
import type { Db } from '../store/database.ts'

const NAME = 'archive.id'
const ids = new WeakMap<object, string>()

/** A UUID of this archive's own, made when it is first asked for; it stays through backups and moves. */
export async function readArchiveId(db: Db, now: number): Promise<string> {
  const id = ids.get(db) ?? (await find(db)) ?? (await make(db, now))
  ids.set(db, id)
  return id
}

/** Of two that come at once the first one's stays. */
async function make(db: Db, now: number): Promise<string> {
  await db
    .insertInto('setting')
    .values({ name: NAME, value: JSON.stringify(randomUUID()), updated_at: now })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
  return (await find(db))!
}

async function find(db: Db): Promise<string | null> {
  const row = await db.selectFrom('setting').where('name', '=', NAME).select('value').executeTakeFirst()
  return row ? (JSON.parse(row.value) as string) : null
}

/** The same `urn:uuid:…` for the same thing (as `work 7`) of the same archive, for good: RFC 9562, version 5. */
export function lastingIdentifier(archiveId: string, thing: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(archiveId.replaceAll('-', ''), 'hex'))
    .update(thing)
    .digest()
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')}`
}
