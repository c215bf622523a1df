import { sql } from 'kysely'
import type { Db } from './database.ts'
import { dialectOf } from './dialect.ts'

/**
 * Tells PostgreSQL how large its tables have become, so that it does not go on reading them from end to end, as it does
 * with small ones. Works inside a transaction too, of which nobody else can know. SQLite plans without statistics.
 */
export async function gatherStatistics(db: Db): Promise<void> {
  if (dialectOf(db).name === 'postgres') await sql`analyze`.execute(db)
}
