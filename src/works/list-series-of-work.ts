import { sql } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare, whole } from '../store/prepared.ts'
import { leastAudience } from './visibility.ts'

/** The series that a work stands in, with its place among what the viewer finds there. */
const listRows = prepare<{ workId: number; audience: number }>()((db, param) =>
  db
    .selectFrom('series_entry as entry')
    .innerJoin('series', 'series.id', 'entry.series_id')
    .where('entry.work_id', '=', param('workId'))
    .where('entry.confirmed', '=', 1)
    .where('series.hidden_at', 'is', null)
    .select((eb) => [
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
    .orderBy('series.id')
    .limit(whole(50)),
)

export async function listSeriesOfWork(db: Db, viewer: Viewer, workId: number) {
  const rows = await listRows(db, { workId, audience: leastAudience(viewer) })
  return rows.map(({ id, title, before }) => ({ id, title, position: (before ?? 0) + 1 }))
}
