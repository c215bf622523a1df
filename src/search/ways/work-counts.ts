// How many works stand under each tag, or by each pen name, for putting names in order: at most a little old.
import type { Db } from '../../store/database.ts'
import { prepare } from '../../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../../store/prepared-ids.ts'
import { AUDIENCE } from '../../works/visibility.ts'
import type { NameKind } from './read-names.ts'

type Values = IdValues & { from: number; to: number }

/** Shape: a span of ids, or how many of them. */
const ofTags = prepare<Values, string>()((db, param, shape) => {
  const all = db.selectFrom('work_tag_expansion').where('audience', '>=', AUDIENCE.members)
  const some =
    shape === 'span'
      ? all.where('tag_id', '>=', param('from')).where('tag_id', '<=', param('to'))
      : all.where('tag_id', 'in', idParams(param, shape))
  return some
    .groupBy('tag_id')
    .select((eb) => [
      'tag_id as id',
      eb.fn.countAll<number>().as('members'),
      eb.fn.count<number>(eb.case().when('audience', '>=', AUDIENCE.everybody).then(1).end()).as('everybody'),
    ])
})

const ofPseuds = prepare<Values, string>()((db, param, shape) => {
  const all = db
    .selectFrom('creator')
    .innerJoin('work', 'work.id', 'creator.work_id')
    .where('work.audience', '>=', AUDIENCE.members)
  const some =
    shape === 'span'
      ? all.where('pseud_id', '>=', param('from')).where('pseud_id', '<=', param('to'))
      : all.where('pseud_id', 'in', idParams(param, shape))
  return some
    .groupBy('pseud_id')
    .select((eb) => [
      'pseud_id as id',
      eb.fn.countAll<number>().as('members'),
      eb.fn.count<number>(eb.case().when('work.audience', '>=', AUDIENCE.everybody).then(1).end()).as('everybody'),
    ])
})

const QUERIES = { tag: ofTags, pseud: ofPseuds }

export class WorkCounts {
  readonly #kind: NameKind
  #members = new Uint32Array(1024)
  #everybody = new Uint32Array(1024)

  constructor(kind: NameKind) {
    this.#kind = kind
  }

  of(audience: number): (id: number) => number {
    const counts = audience >= AUDIENCE.everybody ? this.#everybody : this.#members
    return (id) => counts[id] ?? 0
  }

  /** Both ends belong to it. */
  async countSpan(db: Db, from: number, to: number): Promise<void> {
    const rows = await QUERIES[this.#kind](db, { from, to } as Values, 'span')
    this.#grow(to)
    this.#members.fill(0, from, to + 1)
    this.#everybody.fill(0, from, to + 1)
    this.#take(rows)
  }

  /** At most 1000. */
  async countThese(db: Db, ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return
    const { values, shape } = idValues(ids)
    const rows = await QUERIES[this.#kind](db, values as Values, shape)
    this.#grow(Math.max(...ids))
    for (const id of ids) this.#members[id] = this.#everybody[id] = 0
    this.#take(rows)
  }

  #take(rows: ReadonlyArray<{ id: number; members: number; everybody: number }>): void {
    for (const { id, members, everybody } of rows) {
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
