// The one door to lists of works.
import type { Logger } from 'pino'
import type { Db } from '../store/database.ts'
import type { Answer, Question } from './question.ts'
import { askSql } from './sql/ask-sql.ts'

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
}
