// What a search must know of every work, in memory: who finds it, which gate it has, what it is sorted by. It follows the
// log of changes, as every index does.
import type { Db } from '../../store/database.ts'
import { type Change, ChangeFollower, lastOfMore } from '../../store/follow-work-changes.ts'
import { Ranks } from './ranks.ts'

const AT_ONCE = 20_000

export class WorkFacts {
  /** All by the id of the work. 0: nobody finds it, or there is none. */
  audience = new Uint8Array(0)
  rating = new Uint32Array(0)
  updatedAt = new Float64Array(0)
  kudos = new Uint32Array(0)
  reviews = new Uint32Array(0)
  reads = new Uint32Array(0)
  readonly ranks = new Ranks()
  /** Up to this id there may be works. */
  last = 0
  /** Another one whenever more has changed than numbers; 0: nothing is known yet. */
  version = 0
  /** Another one whenever anything has. */
  numbersVersion = 0
  /** As `LastChange` says it. */
  change = 0
  readonly #changes = new ChangeFollower()

  /** Brings it up to date. One call after the other. */
  async follow(db: Db): Promise<void> {
    if (this.version === 0) return this.#begin(db)
    for (;;) {
      const { rows, areMore, isTooFar } = await this.#changes.read(db)
      if (isTooFar) return this.#begin(db)
      const ids = [...new Set(rows.map((row) => row.workId))]
      for (let start = 0; start < ids.length; start += 500) await this.#readAgain(db, ids.slice(start, start + 500))
      this.#note(rows)
      if (!areMore) return
    }
  }

  async #begin(db: Db): Promise<void> {
    await this.#changes.startAtEnd(db)
    this.change = await lastOfMore(db, this.#changes.last)
    await this.#readAll(db)
    this.version += 1
    this.numbersVersion += 1
  }

  #note(rows: readonly Change[]): void {
    if (rows.length > 0) this.numbersVersion += 1
    const more = rows.filter(({ numbersOnly }) => !numbersOnly)
    if (more.length === 0) return
    this.version += 1
    this.change = Math.max(this.change, more.at(-1)!.id)
  }

  async #readAll(db: Db): Promise<void> {
    for (let after = 0; ;) {
      const rows = await columns(db).where('id', '>', after).orderBy('id').limit(AT_ONCE).execute()
      const isLast = rows.length < AT_ONCE
      const end = isLast ? this.last : rows.at(-1)!.id
      // Those that are gone; a search that runs meanwhile sees the others as they were.
      this.audience.fill(0, after + 1, end + 1)
      for (const row of rows) this.#take(row)
      if (isLast) return
      after = end
    }
  }

  async #readAgain(db: Db, ids: readonly number[]): Promise<void> {
    for (const id of ids) if (id <= this.last) this.audience[id] = 0
    for (const row of await columns(db).where('id', 'in', ids).execute()) this.#take(row)
  }

  #take(row: Row): void {
    const { id } = row
    if (id >= this.audience.length) this.#grow(id)
    this.last = Math.max(this.last, id)
    this.audience[id] = row.audience
    this.rating[id] = row.rating_id ?? 0
    this.ranks.place(id, this.updatedAt[id]!, row.updated_at)
    this.updatedAt[id] = row.updated_at
    this.kudos[id] = row.kudos_count
    this.reviews[id] = row.review_count
    this.reads[id] = row.read_count
  }

  #grow(id: number): void {
    const length = Math.max(1024, Math.ceil(id * 1.25) + 1)
    for (const name of ['rating', 'kudos', 'reviews', 'reads'] as const) {
      this[name] = grown(this[name], new Uint32Array(length))
    }
    this.audience = grown(this.audience, new Uint8Array(length))
    this.updatedAt = grown(this.updatedAt, new Float64Array(length))
  }
}

function grown<Numbers extends Uint8Array | Uint32Array | Float64Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from)
  return to
}

function columns(db: Db) {
  return db
    .selectFrom('work')
    .select(['id', 'audience', 'rating_id', 'updated_at', 'kudos_count', 'review_count', 'read_count'])
}
type Row = Awaited<ReturnType<ReturnType<typeof columns>['execute']>>[number]
