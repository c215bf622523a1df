import { sql } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { groupedBy, idParams, type IdValues, idValues } from '../store/prepared-ids.ts'
import { leastAudience } from './visibility.ts'

const listRows = prepare<IdValues & { audience: number }, string>()((db, param, shape) =>
  db
    .selectFrom('series_entry as entry')
    .innerJoin('series', 'series.id', 'entry.series_id')
    .where('entry.work_id', 'in', idParams(param, shape))
    .where('entry.confirmed', '=', 1)
    .where('series.hidden_at', 'is', null)
    .select((eb) => [
      eb.ref('entry.work_id').$notNull().as('workId'),
      'series.id',
      'series.title',
      eb
        .selectFrom('series_entry as before')
        .leftJoin('work', 'work.id', 'before.work_id')
        .whereRef('before.series_id', '=', 'entry.series_id')
        .where('before.confirmed', '=', 1)
        .where(sql<boolean>`(before.position, before.id) < (entry.position, entry.id)`)
        .where((eb) => eb.or([eb('work.id', 'is', null), eb('work.audience', '>=', param('audience'))]))
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .as('before'),
    ])
    .orderBy('series.sort_title')
    .orderBy('series.id'),
)

export interface SeriesPlace {
  id: number
  title: string
  /** Among what the viewer finds there, from 1. */
  position: number
}

/** The series that each of these works stands in, by work. At most 1000 ids. */
export async function listSeriesOfWorks(
  db: Db,
  viewer: Viewer,
  workIds: readonly number[],
): Promise<Map<number, SeriesPlace[]>> {
  if (workIds.length === 0) return new Map()
  const { values, shape } = idValues(workIds)
  const rows = await listRows(db, { ...values, audience: leastAudience(viewer) }, shape)
  const groups = [...groupedBy(rows, ({ workId }) => workId)]
  return new Map(
    groups.map(([workId, rows]) => [
      workId,
      rows.map(({ id, title, before }) => ({ id, title, position: (before ?? 0) + 1 })),
    ]),
  )
}

export async function listSeriesOfWork(db: Db, viewer: Viewer, workId: number): Promise<SeriesPlace[]> {
  return (await listSeriesOfWorks(db, viewer, [workId])).get(workId) ?? []
}
