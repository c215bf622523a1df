import type { Db } from '../../../store/database.ts'
import type { DumpEvent, DumpSource } from './dump-event.ts'
import { type RowToPack, unpackRows } from './packed-rows.ts'

/** Stands for a table's name: rows that are story files, with their bytes in the column `text`. */
export const FILE_ROWS = 'file'
/** The same for rows that tell the types of a table's columns. */
export const TYPE_ROWS = 'column types'
/** The one that tells what the site was moved in with. */
export const OPTION_ROWS = 'options'

const NO_TABLES: ReadonlySet<string> = new Set([FILE_ROWS, TYPE_ROWS, OPTION_ROWS])

/** The rows of a site that moved in, as the archive has kept them; of a row that came again, the last. */
export function keptRows(db: Db, source: string): DumpSource {
  return { notes: [], cutAt: null, events: () => eventsOf(db, source) }
}

/** The old sites of which rows are kept. */
export async function listKeptSources(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('legacy_block').select('source').distinct().orderBy('source').execute()
  return rows.map(({ source }) => source)
}

async function* eventsOf(db: Db, source: string): AsyncGenerator<DumpEvent[]> {
  const tables = await db
    .selectFrom('legacy_block')
    .select('table_name')
    .distinct()
    .where('source', '=', source)
    .union(db.selectFrom('legacy_row').select('table_name').distinct().where('source', '=', source))
    .execute()
  yield await typesOf(db, source)
  for (const { table_name } of tables) {
    if (NO_TABLES.has(table_name)) continue
    let isWhole = false
    for await (const rows of blocksOf(db, source, table_name)) {
      isWhole ||= rows.some(({ id }) => id.startsWith(WHOLE_TABLE))
      yield eventsFor(table_name, rows)
    }
    if (!isWhole) yield* singlesOf(db, source, table_name)
  }
}

/** Begins the numbers of rows whose table is kept whole, so that none of them stands by itself. */
export const WHOLE_TABLE = '*'

/** Rows that fitted no known columns have no number before this sign; they stay as they are. */
const NO_NUMBER = '#'

async function typesOf(db: Db, source: string): Promise<DumpEvent[]> {
  const kept = await db
    .selectFrom('legacy_row')
    .select(['old_id', 'packed'])
    .where('source', '=', source)
    .where('table_name', '=', TYPE_ROWS)
    .execute()
  return kept.flatMap(({ old_id, packed }) =>
    unpackRows(packed).map(({ row }) => ({
      kind: 'table' as const,
      table: `fanfiction_${old_id}`,
      columns: row.columns().map((name) => ({ name, type: row.raw(name)?.toString('latin1') ?? '' })),
    })),
  )
}

/** The last block first, so that a later row hides an earlier one. */
async function* blocksOf(db: Db, source: string, table: string): AsyncGenerator<RowToPack[]> {
  const seen = new Set<string>()
  let before = Number.MAX_SAFE_INTEGER
  for (;;) {
    const block = await db
      .selectFrom('legacy_block')
      .select(['id', 'packed'])
      .where('source', '=', source)
      .where('table_name', '=', table)
      .where('id', '<', before)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (!block) return
    before = block.id
    const rows = unpackRows(block.packed).filter(({ id }) => !seen.has(id))
    for (const { id } of rows) seen.add(id)
    yield rows
  }
}

async function* singlesOf(db: Db, source: string, table: string): AsyncGenerator<DumpEvent[]> {
  let after = ''
  for (;;) {
    const rows = await db
      .selectFrom('legacy_row')
      .select(['old_id', 'packed'])
      .where('source', '=', source)
      .where('table_name', '=', table)
      .where('old_id', '>', after)
      .where('old_id', 'not like', `${NO_NUMBER}%`)
      .orderBy('old_id')
      .limit(200)
      .execute()
    if (rows.length === 0) return
    after = rows.at(-1)!.old_id
    yield rows.flatMap(({ packed }) => eventsFor(table, unpackRows(packed)))
  }
}

function eventsFor(table: string, rows: readonly RowToPack[]): DumpEvent[] {
  return rows.map(({ row }) => {
    const columns = row.columns()
    return {
      kind: 'row',
      table: `fanfiction_${table}`,
      columns,
      row: columns.map((column) => row.raw(column)),
    }
  })
}
