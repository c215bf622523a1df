import { notFound } from '../../../errors.ts'
import { refuseOtherThanAdmins } from '../../../moderation/change-archive.ts'
import type { Member } from '../../../people/viewer.ts'
import type { Db } from '../../../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../../../store/paging.ts'
import { unpackRows } from '../read/packed-rows.ts'

export interface AsideTable {
  source: string
  table: string
  rows: number
}

/** What the archive has no place for, by table; for owners. */
export async function listKeptAside(db: Db, admin: Member): Promise<AsideTable[]> {
  refuseOtherThanAdmins(admin)
  const rows = await db
    .selectFrom('legacy_row')
    .where('aside', '=', 1)
    .select((eb) => ['source', 'table_name as table', eb.fn.countAll<number>().as('rows')])
    .groupBy(['source', 'table_name'])
    .orderBy('source')
    .orderBy('table_name')
    .execute()
  return rows.map((row) => ({ ...row, rows: Number(row.rows) }))
}

export interface AsideRow {
  id: string
  values: { column: string; text: string }[]
}

/** Rows of one table as plain text: nothing of it is ever run or read as HTML. */
export async function listAsideRows(
  db: Db,
  admin: Member,
  { source, table }: { source: string; table: string },
  paging: Paging,
): Promise<Paged<AsideRow>> {
  refuseOtherThanAdmins(admin)
  const own = db
    .selectFrom('legacy_row')
    .where('aside', '=', 1)
    .where('source', '=', source)
    .where('table_name', '=', table)
  const [rows, { total }] = await Promise.all([
    own.select(['packed']).orderBy('old_id').limit(paging.perPage).offset(offsetOf(paging)).execute(),
    own.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ])
  if (Number(total) === 0) throw notFound('Table')
  const unpacked = rows.flatMap(({ packed }) => unpackRows(packed))
  return paged(
    unpacked.map(({ id, row }) => ({
      id,
      values: row
        .columns()
        .map((column) => ({ column, text: row.text(column).replaceAll('\0', '\ufffd') }))
        .filter(({ text }) => text !== ''),
    })),
    Number(total),
    paging,
  )
}
