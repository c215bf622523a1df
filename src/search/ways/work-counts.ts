// How many works stand under each tag, or by each pen name, for putting names in order: at most a little old.
import type { Db } from '../../store/database.ts'
import { prepare } from '../../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../../store/prepared-ids.ts'
import { AUDIENCE } from '../../works/visibility.ts'
import type { NameKind } from './read-names.ts'

export interface WorkCount {
  id: number
  members: number
  everybody: number
}

/** At most 1000 ids; what has no works may be missing. Null: nobody can tell now without reading very much. */
export type CountWorks = (kind: NameKind, ids: readonly number[]) => Promise<WorkCount[] | null>

const ofTags = prepare<IdValues, string>()((db, param, shape) =>
  db
    .selectFrom('work_tag_expansion')
    .where('audience', '>=', AUDIENCE.members)
    .where('tag_id', 'in', idParams(param, shape))
    .groupBy('tag_id')
    .select((eb) => [
      'tag_id as id',
      eb.fn.countAll<number>().as('members'),
      eb.fn.count<number>(eb.case().when('audience', '>=', AUDIENCE.everybody).then(1).end()).as('everybody'),
    ]),
)

const ofPseuds = prepare<IdValues, string>()((db, param, shape) =>
  db
    .selectFrom('creator')
    .innerJoin('work', 'work.id', 'creator.work_id')
    .where('work.audience', '>=', AUDIENCE.members)
    .where('pseud_id', 'in', idParams(param, shape))
    .groupBy('pseud_id')
    .select((eb) => [
      'pseud_id as id',
      eb.fn.countAll<number>().as('members'),
      eb.fn.count<number>(eb.case().when('work.audience', '>=', AUDIENCE.everybody).then(1).end()).as('everybody'),
    ]),
)

const QUERIES = { tag: ofTags, pseud: ofPseuds }

/** Reads a row for every work of them: only for a small archive. */
export async function countInSql(db: Db, kind: NameKind, ids: readonly number[]): Promise<WorkCount[]> {
  if (ids.length === 0) return []
  const { values, shape } = idValues(ids)
  return QUERIES[kind](db, values, shape)
}

export class WorkCounts {
  #members = new Uint32Array(1024)
  #everybody = new Uint32Array(1024)
  /** Nothing was counted yet: all are 0. */
  isUnknown = true

  of(audience: number): (id: number) => number {
    const counts = audience >= AUDIENCE.everybody ? this.#everybody : this.#members
    return (id) => counts[id] ?? 0
  }

  take(ids: readonly number[], counted: readonly WorkCount[]): void {
    if (ids.length === 0) return
    this.isUnknown = false
    this.#grow(ids.reduce((most, id) => Math.max(most, id), 0))
    for (const id of ids) this.#members[id] = this.#everybody[id] = 0
    for (const { id, members, everybody } of counted) {
      this.#members[id] = members
      this.#everybody[id] = everybody
    }
  }

  #grow(id: number): void {
    if (id < this.#members.length) return
    const [members, everybody] = [this.#members, this.#everybody]
    this.#members = new Uint32Array(2 * id)
    this.#members.set(members)
    this.#everybody = new Uint32Array(2 * id)
    this.#everybody.set(everybody)
  }
}
