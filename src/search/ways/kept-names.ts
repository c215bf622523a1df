// The names that this node keeps in memory: read in parts in the background, following what changes.
import { setImmediate as others } from 'node:timers/promises'
import type { Db } from '../../store/database.ts'
import { Names } from './names.ts'
import {
  type ChangeEnds,
  CHANGES_KEPT,
  type NameKind,
  readChangeEnds,
  readChanges,
  readNamesAfter,
} from './read-names.ts'
import { countInSql, type CountWorks } from './work-counts.ts'

const ROWS_AT_ONCE = 200
/** So few are counted by the database where need be. */
const FEW = 1000
const CHANGES_AT_ONCE = 500

/** Counting anew takes a hundredth of the time at most. */
const REST_FACTOR = 100
const LEAST_REST_MS = 1000
/** PostgreSQL gives a change its number before others see it: so long one that is missing is waited for. */
const LATE_MS = 60_000

class Stopped extends Error {}

export class KeptNames {
  readonly names: Readonly<Record<NameKind, Names>>
  isReady = false
  /** What is small enough is there when this is. */
  readonly begun: Promise<void>
  /** Fulfilled when they are there, or cannot be had. */
  readonly done: Promise<void>
  #isStopped = false
  #changes = 0
  readonly #late = new Map<number, number>()
  #works = 0
  #counting: Promise<void> | null = null
  #restUntil = 0
  #catchingUp: Promise<boolean> | null = null

  constructor(db: Db, countWorks: CountWorks, onFailure: (error: unknown) => void) {
    const count: CountWorks = async (kind, ids) =>
      (await countWorks(kind, ids)) ?? (this.#isSmall ? countInSql(db, kind, ids) : null)
    this.names = { tag: new Names('tag', count), pseud: new Names('pseud', count) }
    const { promise, resolve } = Promise.withResolvers<void>()
    this.begun = promise
    this.done = this.#read(db, resolve).catch((error: unknown) => {
      resolve()
      if (!(error instanceof Stopped)) onFailure(error)
    })
  }

  get size(): number {
    return this.names.tag.size + this.names.pseud.size
  }

  get #isSmall(): boolean {
    return this.size <= FEW
  }

  /** Fulfilled when nothing of it reads the database any more. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await Promise.all([this.done, this.#counting, this.#catchingUp?.catch(() => {})])
  }

  async #read(db: Db, begun: () => void): Promise<void> {
    this.#changes = (await readChangeEnds(db)).last
    for (const names of [this.names.pseud, this.names.tag]) {
      for (let after = 0, isLast = false; !isLast;) {
        const rows = await readNamesAfter(db, names.kind, after, ROWS_AT_ONCE)
        await names.take(db, rows)
        isLast = rows.length < ROWS_AT_ONCE
        after = rows.at(-1)?.id ?? after
        if (!this.#isSmall) begun()
        await this.#pause()
      }
    }
    this.isReady = true
    begun()
  }

  readonly #pause = async (): Promise<void> => {
    await others()
    if (this.#isStopped) throw new Stopped()
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
    await this.#countWorks(ends)
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
  async #countWorks({ work }: ChangeEnds): Promise<void> {
    if (work === this.#works && !this.names.tag.counts.isUnknown) return
    if (this.#counting || this.#isStopped || performance.now() < this.#restUntil) return
    const isSmall = this.#isSmall
    const begun = performance.now()
    this.#counting = this.#recount(work)
      .then((isCounted) => {
        if (isCounted && !isSmall)
          this.#restUntil = performance.now() + LEAST_REST_MS + REST_FACTOR * (performance.now() - begun)
      })
      .finally(() => (this.#counting = null))
    if (isSmall) await this.#counting
  }

  /** False: not now. What was counted stays, and it is tried again. */
  async #recount(work: number): Promise<boolean> {
    const { tag, pseud } = this.names
    try {
      const isCounted = (await tag.recount(this.#pause)) && (await pseud.recount(this.#pause))
      if (isCounted) this.#works = work
      return isCounted
    } catch {
      return false
    }
  }
}
