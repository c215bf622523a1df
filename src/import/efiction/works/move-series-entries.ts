import { sql } from 'kysely'
import type { Db } from '../../../store/database.ts'
import { padded } from '../../../store/in-list.ts'
import { insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import type { Amend, Move, OldRow } from '../moving.ts'
import type { Row } from '../read/row.ts'

/** Works in series, and series in series. Needs both. */
export async function moveSeriesEntries(move: Move): Promise<void> {
  const parts = await readParts(move.db)
  let seriesId = -1
  let position = 0
  const positions = new WeakMap<Row, number>()
  await moveRows(move, {
    table: 'inseries',
    legacy: 'inseries',
    phase: 'series',
    order: ['seriesid', 'inorder', 'sid', 'subseriesid'],
    key: ['seriesid', 'sid', 'subseriesid'],
    each: (row) => {
      position = row.integer('seriesid') === seriesId ? position + 1 : 1
      seriesId = row.integer('seriesid')
      positions.set(row, position)
    },
    batch: 1000,
    write: (db, rows) => writeEntries(move, db, rows, { parts, positionOf: (row) => positions.get(row) ?? 1 }),
    // What was dropped is not among the rows that were kept: those that followed it would seem to have moved up.
    amend: amendOf(move.readsAgain ? null : (row) => positions.get(row) ?? 1),
  })
}

interface Placing {
  parts: PartsOfSeries
  positionOf: (row: Row) => number
}

async function writeEntries(move: Move, db: Db, rows: readonly OldRow[], { parts, positionOf }: Placing) {
  const numbers = (column: string) => rows.map(({ row }) => row.integer(column))
  const series = await move.legacy.find(db, 'series', [...numbers('seriesid'), ...numbers('subseriesid')])
  const works = await move.legacy.find(db, 'story', numbers('sid'))
  const held = await findHeld(db, [...new Set(series.values())])
  const written: string[] = []
  const entries = rows.flatMap(({ id, row }) => {
    const [whole, sid, part] = [row.integer('seriesid'), row.integer('sid'), row.integer('subseriesid')]
    const seriesId = series.get(String(whole))
    const workId = sid > 0 ? (works.get(String(sid)) ?? null) : null
    const partId = sid > 0 ? null : (series.get(String(part)) ?? null)
    if (seriesId === undefined || (workId === null && partId === null)) {
      const lost = seriesId === undefined ? `series ${whole}` : sid > 0 ? `story ${sid}` : `series ${part}`
      move.ledger.except('inseries', id, 'dropped', `${lost} does not exist`)
      return []
    }
    const place = placeOf(seriesId, workId, partId)
    if (held.has(place)) {
      move.ledger.except('inseries', id, 'dropped', 'the series holds it already')
      return []
    }
    if (partId !== null && !parts.add(seriesId, partId)) {
      move.ledger.except('inseries', id, 'dropped', `series ${part} already holds series ${whole}`)
      return []
    }
    held.add(place)
    written.push(id)
    const confirmed = confirmedOf(row)
    const entry = { series_id: seriesId, work_id: workId, part_series_id: partId, position: positionOf(row), confirmed }
    return [entry]
  })
  const entryIds = await insertAll(db, 'series_entry', entries)
  await dateSeries(db, [...new Set(entries.map((entry) => entry.series_id))])
  return new Map(written.map((id, index) => [id, entryIds[index]!]))
}

/** The old program stored every series in a series as unconfirmed, and then did not show it. */
function confirmedOf(row: Row): number {
  const isPart = row.integer('sid') <= 0
  return isPart || !row.has('confirmed') || row.flag('confirmed') ? 1 : 0
}

function amendOf(positionOf: ((row: Row) => number) | null): Amend {
  return {
    drafted: ({ row }) => ({ ...(positionOf && { position: positionOf(row) }), confirmed: confirmedOf(row) }),
    present: async (db, ids) => {
      const rows = await db
        .selectFrom('series_entry')
        .where('id', 'in', padded(ids))
        .select(['id', 'position', 'confirmed'])
        .execute()
      return new Map(rows.map(({ id, position, confirmed }) => [id, { position, confirmed }]))
    },
    change: async (db, amendments) => {
      for (const { id, fields } of amendments) {
        await db
          .updateTable('series_entry')
          .set(fields as { position?: number; confirmed?: number })
          .where('id', '=', id)
          .execute()
      }
    },
  }
}

function placeOf(seriesId: number, workId: number | null, partId: number | null): string {
  return workId === null ? `${seriesId} series ${partId}` : `${seriesId} work ${workId}`
}

/** What these series hold by now: from an earlier batch, or put there by members. */
async function findHeld(db: Db, seriesIds: readonly number[]): Promise<Set<string>> {
  if (seriesIds.length === 0) return new Set()
  const entries = await db
    .selectFrom('series_entry')
    .select(['series_id', 'work_id', 'part_series_id'])
    .where('series_id', 'in', [...seriesIds])
    .execute()
  return new Set(entries.map((entry) => placeOf(entry.series_id, entry.work_id, entry.part_series_id)))
}

/** Which series holds which, so that none comes to lie inside itself. */
class PartsOfSeries {
  readonly #parts = new Map<number, Set<number>>()

  /** False, and nothing added, when it would close a circle. */
  add(whole: number, part: number): boolean {
    if (this.#reaches(part, whole)) return false
    const parts = this.#parts.get(whole) ?? new Set()
    this.#parts.set(whole, parts.add(part))
    return true
  }

  #reaches(from: number, to: number): boolean {
    const seen = new Set([from])
    for (const at of seen) {
      if (at === to) return true
      for (const next of this.#parts.get(at) ?? []) seen.add(next)
    }
    return false
  }
}

/** Those that an earlier run brought over, or members made since. */
async function readParts(db: Db): Promise<PartsOfSeries> {
  const parts = new PartsOfSeries()
  const entries = await db
    .selectFrom('series_entry')
    .select(['series_id', 'part_series_id'])
    .where('part_series_id', 'is not', null)
    .execute()
  for (const { series_id, part_series_id } of entries) parts.add(series_id, part_series_id!)
  return parts
}

/** The old site dated no series: it begins with its first work and changes with the last change of one. */
async function dateSeries(db: Db, seriesIds: readonly number[]): Promise<void> {
  if (seriesIds.length === 0) return
  const works = sql`from series_entry join work on work.id = series_entry.work_id where series_entry.series_id = series.id`
  await sql`
    update series set
      created_at = coalesce((select min(work.created_at) ${works}), created_at),
      updated_at = coalesce((select max(work.updated_at) ${works}), updated_at)
    where id in (${sql.join(seriesIds)})`.execute(db)
}
