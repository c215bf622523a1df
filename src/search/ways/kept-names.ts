// The names that this node keeps in memory: read in parts in the background, following what changes.
import { setImmediate as others } from 'node:timers/promises'
import type { Db } from '../../store/database.ts'
import { Names } from './names.ts'
import { type ChangeEnds, CHANGES_KEPT, readChangeEnds, readChanges, readNamesAfter } from './read-names.ts'

const ROWS_AT_ONCE = 1000
const CHANGES_AT_ONCE = 500

/** Counting anew takes a hundredth of the time at most. */
const REST_FACTOR = 100
/** PostgreSQL gives a change its number before others see it: so long one that is missing is waited for. */
const LATE_MS = 60_000

export interface KeptNames {
  tag: Names
  pseud: Names
}

class Keeper {
  readonly names: KeptNames = { tag: new Names('tag'), pseud: new Names('pseud') }
  isReady = false
  /** What is small enough is there when this is. */
  readonly begun: Promise<void>
  #changes = 0
  readonly #late = new Map<number, number>()
  #works = 0
  #isCounting = false
  #restUntil = 0
  #catchingUp: Promise<boolean> | null = null

  constructor(db: Db) {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.begun = promise
    // Whoever asks next begins anew: the database was closed, or is away.
    this.#read(db, resolve).catch(() => {
      kept.delete(db)
      resolve()
    })
  }

  async #read(db: Db, begun: () => void): Promise<void> {
    const ends = await readChangeEnds(db)
    this.#changes = ends.last
    this.#works = ends.work
    for (const names of [this.names.pseud, this.names.tag]) {
      for (let after = 0, isLast = false; !isLast;) {
        const rows = await readNamesAfter(db, names.kind, after, ROWS_AT_ONCE)
        await names.take(db, rows)
        isLast = rows.length < ROWS_AT_ONCE
        after = rows.at(-1)?.id ?? after
        if (!isLast) begun()
        await others()
      }
    }
    this.isReady = true
    begun()
  }

  /** False: too far behind. Whoever asks while another does waits for the same. */
  async catchUp(db: Db): Promise<boolean> {
    return (this.#catchingUp ??= this.#follow(db).finally(() => (this.#catchingUp = null)))
  }

  async #follow(db: Db): Promise<boolean> {
    const ends = await readChangeEnds(db)
    if (ends.last - this.#changes > CHANGES_KEPT || (ends.last > this.#changes && ends.first > this.#changes + 1))
      return false
    this.#forgetLate()
    const from = Math.min(this.#changes, ...[...this.#late.keys()].map((id) => id - 1))
    if (ends.last > this.#changes || this.#late.size > 0) await this.#takeChanges(db, from)
    await this.#countWorks(db, ends)
    return true
  }

  async #takeChanges(db: Db, from: number): Promise<void> {
    for (let after = from, isLast = false; !isLast;) {
      const rows = await readChanges(db, after, CHANGES_AT_ONCE)
      const unknown = rows.filter(({ id }) => id > this.#changes || this.#late.has(id))
      for (const kind of ['tag', 'pseud'] as const) {
        const ids = unknown.filter((row) => row.kind === kind).map((row) => row.subjectId)
        await this.names[kind].renew(db, [...new Set(ids)])
      }
      for (const { id } of rows) this.#seen(id)
      isLast = rows.length < CHANGES_AT_ONCE
      after = rows.at(-1)?.id ?? after
    }
  }

  #seen(id: number): void {
    this.#late.delete(id)
    for (let missing = this.#changes + 1; missing < id; missing++) this.#late.set(missing, Date.now() + LATE_MS)
    this.#changes = Math.max(this.#changes, id)
  }

  #forgetLate(): void {
    const now = Date.now()
    for (const [id, until] of this.#late) if (until < now) this.#late.delete(id)
  }

  /** Of few names at once, of many in the background and only now and then. */
  async #countWorks(db: Db, { work }: ChangeEnds): Promise<void> {
    if (work === this.#works || this.#isCounting || performance.now() < this.#restUntil) return
    this.#works = work
    this.#isCounting = true
    const { tag, pseud } = this.names
    const counted = Promise.all([tag.recount(db, others), pseud.recount(db, others)])
    const begun = performance.now()
    const isSmall = tag.size + pseud.size <= ROWS_AT_ONCE
    const rest = counted
      .catch(() => (this.#works = 0))
      .finally(() => {
        this.#isCounting = false
        if (!isSmall) this.#restUntil = performance.now() + REST_FACTOR * (performance.now() - begun)
      })
    if (isSmall) await rest
  }
}

const kept = new WeakMap<object, Keeper>()

/** As they are now; null while they are still being read. */
export async function keptNames(db: Db): Promise<KeptNames | null> {
  let keeper = kept.get(db)
  if (!keeper) kept.set(db, (keeper = new Keeper(db)))
  await keeper.begun
  if (!keeper.isReady) return null
  if (await keeper.catchUp(db)) return keeper.names
  kept.delete(db)
  return null
}
