// Writes the rows of a plan, and reads those of an act again.
import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { insertRows } from '../../store/insert-rows.ts'
import type { Place, RowChange, Values } from '../../tags/wrangling/plan.ts'

/** As the plan says; it was made in this transaction, so the rows are as it knows them. */
export async function writeRows(db: Db, rows: readonly RowChange[]): Promise<void> {
  const removals = rows.filter((row) => row.after === null)
  const others = rows.filter((row) => row.after !== null)
  // What goes makes room: a follower of both tags has one row of each.
  for (const { place, key } of removals) await sql`delete from ${sql.table(place)} where ${isRow(key)}`.execute(db)
  for (const { place, key, before, after } of others) {
    if (before === null) await insertRows(db, place, [{ ...key, ...after }])
    else await sql`update ${sql.table(place)} set ${assigned(after!)} where ${isRow(key)}`.execute(db)
  }
}

function isRow(key: Values) {
  return sql.join(
    Object.entries(key).map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
    sql` and `,
  )
}

function assigned(values: Values) {
  return sql.join(Object.entries(values).map(([column, value]) => sql`${sql.ref(column)} = ${value}`))
}

export async function keepRows(db: Db, actId: number, rows: readonly RowChange[]): Promise<void> {
  const json = (values: Values | null) => (values === null ? null : JSON.stringify(values))
  await insertRows(
    db,
    'wrangling_change',
    rows.map(({ place, key, before, after }, position) => ({
      act_id: actId,
      position,
      place,
      row_key: JSON.stringify(key),
      row_before: json(before),
      row_after: json(after),
    })),
  )
}

export async function readKeptRows(db: Db, actId: number): Promise<RowChange[]> {
  const rows = await db
    .selectFrom('wrangling_change')
    .where('act_id', '=', actId)
    .selectAll()
    .orderBy('position')
    .execute()
  const values = (json: string | null) => (json === null ? null : (JSON.parse(json) as Values))
  return rows.map((row) => ({
    place: row.place as Place,
    key: values(row.row_key)!,
    before: values(row.row_before),
    after: values(row.row_after),
  }))
}
