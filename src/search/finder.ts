// The one door to lists of works: the index in memory answers, and the database as long as it cannot.
import type { Logger } from 'pino'
import { Refusal, tooMany } from '../errors.ts'
import type { Db } from '../store/database.ts'
import { TookTooLong, withinTime } from '../store/time-limit.ts'
import { WorkIndex } from './postings/work-index.ts'
import type { Answer, HiddenCounts, Question } from './question.ts'
import { askSql } from './sql/ask-sql.ts'
import { countEachSql } from './sql/count-each.ts'
import { countHiddenSql } from './sql/count-hidden.ts'
import { findSomeNames } from './ways/find-some-names.ts'
import { findInUse } from './ways/is-found.ts'
import { NameKeeper } from './ways/name-keeper.ts'
import type { Names } from './ways/names.ts'
import type { NameKind } from './ways/read-names.ts'
import type { WorkCount } from './ways/work-counts.ts'

/** Each look into the database. */
const LONGEST_MS = 1000
const RETRY_SECONDS = 10

interface Needed {
  db: Db
  log: Logger
  /** `on demand`: the first question waits until the index is built. */
  index?: 'in the background' | 'on demand' | 'none'
}

export class Finder {
  readonly #db: Db
  readonly #index: WorkIndex | null
  readonly #isOnDemand: boolean
  readonly #names: NameKeeper

  constructor({ db, log, index = 'in the background' }: Needed) {
    this.#db = db
    this.#index = index === 'none' ? null : new WorkIndex(db, log)
    this.#isOnDemand = index === 'on demand'
    this.#names = new NameKeeper(db, log, (kind, ids) => this.#countWorks(kind, ids))
  }

  /** Begins with the index and the names; fulfilled when both are ready. */
  async start(): Promise<void> {
    await Promise.all([this.#index?.build(), this.#names.begin()])
    // With the index there, the works under them are counted.
    await this.#names.find().catch(() => {})
  }

  async stop(): Promise<void> {
    await Promise.all([this.#index?.stop(), this.#names.stop()])
  }

  async ask(question: Question): Promise<Answer> {
    await this.#startIfDemanded()
    return (await this.#index?.ask(question)) ?? this.#look((db) => askSql(db, question))
  }

  /** What hides how much of what an answer to this question leaves out as hidden. */
  async countHidden(question: Question): Promise<HiddenCounts> {
    await this.#startIfDemanded()
    return (await this.#index?.countHidden(question)) ?? this.#look((db) => countHiddenSql(db, question))
  }

  /** The totals of several lists, with one look at the database. */
  async countEach(questions: readonly Question[]): Promise<number[]> {
    if (questions.length === 0) return []
    await this.#startIfDemanded()
    return (await this.#index?.countEach(questions)) ?? this.#look((db) => countEachSql(db, questions))
  }

  /** As `countHidden` and `countEach` say it; null where it takes too long just now, which is no reason to show no page. */
  async ifInTime<Found>(counting: Promise<Found>): Promise<Found | null> {
    try {
      return await counting
    } catch (error) {
      if (error instanceof Refusal && error.code === 'too_many') return null
      throw error
    }
  }

  /** Refuses with too_many. */
  async #look<Found>(ask: (db: Db) => Promise<Found>): Promise<Found> {
    try {
      return await withinTime(this.#db, LONGEST_MS, ask)
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error
      throw tooMany('This list takes too long to put together just now. Narrow it, or try again soon.', RETRY_SECONDS)
    }
  }

  /** How many works this audience finds under each of these tags; null: only the database knows now. */
  async countTags(tagIds: readonly number[], audience: number): Promise<number[] | null> {
    await this.#startIfDemanded()
    return (await this.#index?.countTags(tagIds, audience)) ?? null
  }

  /** The names that what is typed may mean, in these groups. */
  async findNames(kind: NameKind, text: string, groupIds: readonly number[]): Promise<Names> {
    const kept = await this.#names.find()
    return kept?.[kind] ?? findSomeNames(this.#db, kind, text, groupIds, (kind, ids) => this.#countWorks(kind, ids))
  }

  /** Those of these names that this audience finds works under. At most 1000. */
  async findUsedNames(kind: NameKind, ids: readonly number[], audience: number): Promise<ReadonlySet<number>> {
    if (ids.length === 0) return new Set()
    return (await this.#index?.findUsed(kind, ids, audience)) ?? findInUse(this.#db, kind, ids, audience)
  }

  async #countWorks(kind: NameKind, ids: readonly number[]): Promise<WorkCount[] | null> {
    await this.#startIfDemanded()
    return (await this.#index?.countWorks(kind, ids)) ?? null
  }

  async #startIfDemanded(): Promise<void> {
    if (this.#isOnDemand && !this.#index?.isReady) await this.#index?.build()
  }
}
