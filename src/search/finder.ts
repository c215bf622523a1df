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

  constructor({ db, log, index = 'in the background' }: Needed) {
    this.#db = db
    this.#index = index === 'none' ? null : new WorkIndex(db, log)
    this.#isOnDemand = index === 'on demand'
  }

  /** Begins with the index; fulfilled when it is ready. */
  async start(): Promise<void> {
    await this.#index?.build()
  }

  async stop(): Promise<void> {
    await this.#index?.stop()
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

  async #startIfDemanded(): Promise<void> {
    if (this.#isOnDemand && !this.#index?.isReady) await this.start()
  }
}
