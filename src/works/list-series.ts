import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { beginsWith, type Letter } from '../store/letters.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import { prepare, whole } from '../store/prepared.ts'
import { leastAudience } from './visibility.ts'

export interface SeriesLine {
  id: number
  title: string
  author: { name: string; slug: string } | null
  /** Works that stand directly in it, as this viewer finds them. */
  workCount: number
}

/** Shape: every series, those of one pseud, or those under a letter. */
type Shape = 'all' | 'pseud' | `letter ${Letter}`

interface Values {
  audience: number
  pseudId: number
  limit: number
  offset: number
}

function shown(db: Db, pseudId: number, shape: Shape) {
  const all = db.selectFrom('series').where('series.hidden_at', 'is', null)
  if (shape === 'all') return all
  if (shape === 'pseud') return all.where('series.pseud_id', '=', pseudId)
  return all.where(beginsWith('series.sort_title', shape.slice('letter '.length)))
}

const listRows = prepare<Values, Shape>()((db, param, shape) =>
  shown(db, param('pseudId'), shape)
    .leftJoin('pseud', 'pseud.id', 'series.pseud_id')
    .select((eb) => [
      'series.id',
      'series.title',
      'pseud.name',
      'pseud.slug',
      eb
        .selectFrom('series_entry')
        .innerJoin('work', 'work.id', 'series_entry.work_id')
        .whereRef('series_entry.series_id', '=', 'series.id')
        .where('series_entry.confirmed', '=', 1)
        .where('work.audience', '>=', param('audience'))
        .select((eb) => eb.fn.countAll<number>().as('count'))
        .as('workCount'),
    ])
    .orderBy('series.sort_title')
    .orderBy('series.id')
    .limit(whole(param('limit')))
    .offset(whole(param('offset'))),
)

const count = prepare<{ pseudId: number }, Shape>()((db, param, shape) =>
  shown(db, param('pseudId'), shape).select((eb) => eb.fn.countAll<number>().as('total')),
)

/** A null letter: all of them. */
export async function listSeries(
  db: Db,
  viewer: Viewer,
  paging: Paging,
  letter: Letter | null = null,
): Promise<Paged<SeriesLine>> {
  return list(db, viewer, { shape: letter === null ? 'all' : `letter ${letter}`, pseudId: 0 }, paging)
}

export async function listSeriesOfPseud(db: Db, viewer: Viewer, pseudId: number): Promise<SeriesLine[]> {
  return (await list(db, viewer, { shape: 'pseud', pseudId }, { page: 1, perPage: 100 })).rows
}

async function list(db: Db, viewer: Viewer, which: { shape: Shape; pseudId: number }, paging: Paging) {
  const { pseudId, shape } = which
  const values = { audience: leastAudience(viewer), pseudId, limit: paging.perPage, offset: offsetOf(paging) }
  const [rows, totals] = await Promise.all([listRows(db, values, shape), count(db, { pseudId }, shape)])
  const lines = rows.map((row) => ({
    id: row.id,
    title: row.title,
    author: row.name === null || row.slug === null ? null : { name: row.name, slug: row.slug },
    workCount: row.workCount ?? 0,
  }))
  return paged(lines, totals[0]?.total ?? 0, paging)
}
