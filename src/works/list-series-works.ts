import { type Expression, type ExpressionBuilder, sql, type SqlBool } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../store/prepared-ids.ts'
import type { Tables } from '../store/tables.ts'
import { DEEPEST } from './find-series.ts'
import { leastAudience } from './visibility.ts'

type Roots = (eb: ExpressionBuilder<Tables, 'series'>) => Expression<SqlBool>

/** Rows of `inside.root` and `work`, one for each entry: what the pages of these series list, for this audience. */
export function worksInside(db: Db, areRoots: Roots, audience: number) {
  return db
    .withRecursive('inside(root, id, depth)', (db) =>
      db
        .selectFrom('series')
        .where(areRoots)
        .select(['series.id as root', 'series.id', sql<number>`1`.as('depth')])
        .union((eb) =>
          eb
            .selectFrom('series_entry as entry')
            .innerJoin('inside', 'inside.id', 'entry.series_id')
            .innerJoin('series as part', 'part.id', 'entry.part_series_id')
            .where('entry.confirmed', '=', 1)
            // Few entries are series: their index is small.
            .where('entry.part_series_id', 'is not', null)
            .where('part.hidden_at', 'is', null)
            .where('inside.depth', '<', sql<number>`${sql.lit(DEEPEST)}`)
            .select(['inside.root', 'part.id', sql<number>`inside.depth + 1`.as('depth')]),
        ),
    )
    .selectFrom('inside')
    .innerJoin('series_entry', 'series_entry.series_id', 'inside.id')
    .innerJoin('work', 'work.id', 'series_entry.work_id')
    .where('series_entry.confirmed', '=', 1)
    .where('work.audience', '>=', audience)
}

const listRows = prepare<IdValues & { audience: number }, string>()((db, param, shape) =>
  worksInside(db, (eb) => eb('series.id', 'in', idParams(param, shape)), param('audience'))
    .select(['inside.root as seriesId', 'work.id as workId'])
    .distinct(),
)

/** Of each series the works that its page lists for this viewer, with those of the series within it; in no order. */
export async function listSeriesWorks(
  db: Db,
  viewer: Viewer,
  seriesIds: readonly number[],
): Promise<Map<number, number[]>> {
  if (seriesIds.length === 0) return new Map()
  const { values, shape } = idValues(seriesIds)
  const rows = await listRows(db, { ...values, audience: leastAudience(viewer) }, shape)
  const bySeries = Map.groupBy(rows, (row) => row.seriesId)
  return new Map([...bySeries].map(([id, some]) => [id, some.map(({ workId }) => workId)]))
}
