// The one door to lists of works: the index in memory answers, and the database as long as it cannot.
import type { Logger } from 'pino'
import type { Db } from '../store/database.ts'
import { WorkIndex } from './postings/work-index.ts'
import type { Answer, HiddenCounts, Question } from './question.ts'
import { askSql } from './sql/ask-sql.ts'
import { countEachSql } from './sql/count-each.ts'
import { countHiddenSql } from './sql/count-hidden.ts'

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
    return (await this.#index?.ask(question)) ?? askSql(this.#db, question)
  }

  /** What hides how much of what an answer to this question leaves out as hidden. */
  async countHidden(question: Question): Promise<HiddenCounts> {
    await this.#startIfDemanded()
    return (await this.#index?.countHidden(question)) ?? countHiddenSql(this.#db, question)
  }

  /** The totals of several lists, with one look at the database. */
  async countEach(questions: readonly Question[]): Promise<number[]> {
    if (questions.length === 0) return []
    await this.#startIfDemanded()
    return (await this.#index?.countEach(questions)) ?? countEachSql(this.#db, questions)
  }

  async #startIfDemanded(): Promise<void> {
    if (this.#isOnDemand && !this.#index?.isReady) await this.start()
  }
}
