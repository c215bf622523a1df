// What lists of the most show of a series or an author.
import type { Db } from '../../store/database.ts'
import { prepare } from '../../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../../store/prepared-ids.ts'

const seriesRows = prepare<IdValues, string>()((db, param, shape) =>
  db
    .selectFrom('series')
    .leftJoin('pseud', 'pseud.id', 'series.pseud_id')
    .where('series.id', 'in', idParams(param, shape))
    .where('series.hidden_at', 'is', null)
    .select(['series.id', 'series.title', 'pseud.name', 'pseud.slug']),
)

const pseudRows = prepare<IdValues, string>()((db, param, shape) =>
  db.selectFrom('pseud').where('id', 'in', idParams(param, shape)).select(['id', 'name', 'slug']),
)

/** Those that are shown to everybody, by id. At most 1000. */
export async function nameSeries(db: Db, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, Awaited<ReturnType<typeof seriesRows>>[number]>()
  const { values, shape } = idValues(ids)
  return new Map((await seriesRows(db, values, shape)).map((row) => [row.id, row]))
}

export async function namePseuds(db: Db, ids: readonly number[]) {
  if (ids.length === 0) return new Map<number, Awaited<ReturnType<typeof pseudRows>>[number]>()
  const { values, shape } = idValues(ids)
  return new Map((await pseudRows(db, values, shape)).map((row) => [row.id, row]))
}
