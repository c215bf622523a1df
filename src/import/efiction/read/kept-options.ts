import type { Db } from '../../../store/database.ts'
import { OPTION_ROWS } from './kept-rows.ts'
import { unpackRows } from './packed-rows.ts'
import { Row } from './row.ts'

/** What a site was last moved in with, so that its kept rows can be read as they were. */
export interface KeptOptions {
  zone: string
  charset: string
  mend: boolean
}

export function optionsRow({ zone, charset, mend }: KeptOptions): { id: string; row: Row } {
  const values = { zone: Buffer.from(zone), charset: Buffer.from(charset), mend: Buffer.from(mend ? '1' : '0') }
  return { id: 'last', row: new Row(values) }
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
  if (!row) return null
  return { zone: row.text('zone') || 'UTC', charset: row.text('charset'), mend: !row.has('mend') || row.flag('mend') }
}
