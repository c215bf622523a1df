import type { Db } from '../../../store/database.ts'
import { OPTION_ROWS } from './kept-rows.ts'
import { unpackRows } from './packed-rows.ts'
import { Row } from './row.ts'

/** What a site was last moved in with, so that its kept rows can be read as they were. */
export interface KeptOptions {
  zone: string
}

export function optionsRow({ zone }: KeptOptions): { id: string; row: Row } {
  return { id: 'last', row: new Row({ zone: Buffer.from(zone) }) }
}

/** null where the site has never moved in. */
export async function findKeptOptions(db: Db, source: string): Promise<KeptOptions | null> {
  const kept = await db
    .selectFrom('legacy_row')
    .select('packed')
    .where('source', '=', source)
    .where('table_name', '=', OPTION_ROWS)
    .executeTakeFirst()
  const row = kept && unpackRows(kept.packed)[0]?.row
  return row ? { zone: row.raw('zone')?.toString('utf8') ?? 'UTC' } : null
}
