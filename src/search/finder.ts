// The one door to lists of works.
import type { Logger } from 'pino'
import type { Db } from '../store/database.ts'
import type { Answer, HiddenCounts, Question } from './question.ts'
import { askSql } from './sql/ask-sql.ts'
import { countHiddenSql } from './sql/count-hidden.ts'

interface Needed {
  db: Db
  log: Logger
}

export class Finder {
  readonly #db: Db

  constructor({ db }: Needed) {
    this.#db = db
  }

  async ask(question: Question): Promise<Answer> {
    return askSql(this.#db, question)
  }

  /** What hides how much of what an answer to this question leaves out as hidden. */
  async countHidden(question: Question): Promise<HiddenCounts> {
    return countHiddenSql(this.#db, question)
  }
}
