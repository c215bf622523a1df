// The rows that names in memory are made of.
import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { prepare, whole } from '../../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../../store/prepared-ids.ts'

interface Part {
  after: number
  limit: number
}

/** Shape: the part of all that comes next, or how many ids. */
const tagRows = prepare<Part & IdValues, string>()((db, param, shape) => {
  const tags = db
    .selectFrom('tag')
    .where('hidden', '=', 0)
    .select(['id', 'name', 'slug', 'vocabulary_id as groupId', 'canonical_id as canonicalId'])
  return shape === 'part'
    ? tags
        .where('id', '>', param('after'))
        .orderBy('id')
        .limit(whole(param('limit')))
    : tags.where('id', 'in', idParams(param, shape))
})

const pseudRows = prepare<Part & IdValues, string>()((db, param, shape) => {
  const pseuds = db
    .selectFrom('pseud')
    .select((eb) => [
      'id',
      'name',
      'slug',
      eb.lit(0).as('groupId'),
      eb.lit(null).$castTo<number | null>().as('canonicalId'),
    ])
  return shape === 'part'
    ? pseuds
        .where('id', '>', param('after'))
        .orderBy('id')
        .limit(whole(param('limit')))
    : pseuds.where('id', 'in', idParams(param, shape))
})

const ROWS = { tag: tagRows, pseud: pseudRows }

export type NameKind = keyof typeof ROWS
/** Tags are in groups by their vocabulary. */
export type NameRow = Awaited<ReturnType<typeof tagRows>>[number]

export async function readNamesAfter(db: Db, kind: NameKind, after: number, limit: number): Promise<NameRow[]> {
  return ROWS[kind](db, { after, limit } as Part & IdValues, 'part')
}

/** At most 1000. */
export async function readNames(db: Db, kind: NameKind, ids: readonly number[]): Promise<NameRow[]> {
  if (ids.length === 0) return []
  const { values, shape } = idValues(ids)
  return ROWS[kind](db, values as Part & IdValues, shape)
}

const scopeRows = prepare<IdValues, string>()((db, param, shape) =>
  db
    .selectFrom('tag_scope')
    .where('tag_id', 'in', idParams(param, shape))
    .select(['tag_id as id', 'fandom_id as fandomId']),
)

/** The fandoms that tags belong to. At most 1000. */
export async function readScopes(db: Db, ids: readonly number[]) {
  if (ids.length === 0) return []
  const { values, shape } = idValues(ids)
  return scopeRows(db, values, shape)
}

// Each a look at one end of an index; asked for both at once, SQLite reads every row.
const ends = prepare<object>()((db) =>
  db.selectNoFrom((eb) => [
    eb
      .selectFrom('name_change')
      .select((eb) => eb.fn.max<number | null>('id').as('last'))
      .as('last'),
    eb
      .selectFrom('name_change')
      .select((eb) => eb.fn.min<number | null>('id').as('first'))
      .as('first'),
    eb
      .selectFrom('work_change')
      .select((eb) => eb.fn.max<number | null>('id').as('work'))
      .as('work'),
  ]),
)

export interface ChangeEnds {
  first: number
  last: number
  /** The last change of a work. */
  work: number
}

/** The ends of what is kept of the changes; 0: nothing ever changed. */
export async function readChangeEnds(db: Db): Promise<ChangeEnds> {
  const [row] = await ends(db, {})
  return { first: row?.first ?? 0, last: row?.last ?? 0, work: row?.work ?? 0 }
}

const changeRows = prepare<{ after: number; limit: number }>()((db, param) =>
  db
    .selectFrom('name_change')
    .where('id', '>', param('after'))
    .select(['id', 'kind', 'subject_id as subjectId'])
    .orderBy('id')
    .limit(whole(param('limit'))),
)

/** Further behind than this, all names are read anew. */
export const CHANGES_KEPT = 20_000

/** Every hour is often enough. */
export async function sweepNameChanges(db: Db): Promise<void> {
  await sql`delete from name_change where id <= (select max(id) from name_change) - ${CHANGES_KEPT}`.execute(db)
}

export async function readChanges(db: Db, after: number, limit: number) {
  return changeRows(db, { after, limit })
}
