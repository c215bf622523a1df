import type { Db } from '../store/database.ts'
import { beginsWith, type Letter } from '../store/letters.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import { prepare, whole } from '../store/prepared.ts'

export interface SeriesLine {
  id: number
  title: string
  author: { name: string; slug: string } | null
  /** Of its author. */
  accountId: number | null
}

/** Shape: every series, those of one pseud, or those under a letter. */
type Shape = 'all' | 'pseud' | `letter ${Letter}`

interface Values {
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
    .select(['series.id', 'series.title', 'pseud.name', 'pseud.slug', 'pseud.account_id as accountId'])
    .orderBy('series.sort_title')
    .orderBy('series.id')
    .limit(whole(param('limit')))
    .offset(whole(param('offset'))),
)

const count = prepare<{ pseudId: number }, Shape>()((db, param, shape) =>
  shown(db, param('pseudId'), shape).select((eb) => eb.fn.countAll<number>().as('total')),
)

/** A null letter: all of them. */
export async function listSeries(db: Db, paging: Paging, letter: Letter | null = null): Promise<Paged<SeriesLine>> {
  return list(db, { shape: letter === null ? 'all' : `letter ${letter}`, pseudId: 0 }, paging)
}

export async function listSeriesOfPseud(db: Db, pseudId: number): Promise<SeriesLine[]> {
  return (await list(db, { shape: 'pseud', pseudId }, { page: 1, perPage: 100 })).rows
}

async function list(db: Db, which: { shape: Shape; pseudId: number }, paging: Paging) {
  const { pseudId, shape } = which
  const values = { pseudId, limit: paging.perPage, offset: offsetOf(paging) }
  const [rows, totals] = await Promise.all([listRows(db, values, shape), count(db, { pseudId }, shape)])
  const lines = rows.map((row) => ({
    id: row.id,
    title: row.title,
    accountId: row.accountId,
    author: row.name === null || row.slug === null ? null : { name: row.name, slug: row.slug },
  }))
  return paged(lines, totals[0]?.total ?? 0, paging)
}
