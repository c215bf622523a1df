import type { Kysely } from 'kysely'
import { ChangeFollower, lastOfMore } from '../../store/follow-work-changes.ts'
import type { Tables } from '../../store/tables.ts'

/**
 * The number of the last change that was of more than a work's numbers: an answer that was right as of it still is. On
 * SQLite alone, where changes are seen in the order of their numbers.
 */
export class LastChange {
  readonly #follower = new ChangeFollower()
  #last: number | null = null

  async read(db: Kysely<Tables>): Promise<number> {
    if (this.#last === null) return this.#begin(db)
    for (;;) {
      const { rows, areMore, isTooFar } = await this.#follower.read(db)
      if (isTooFar) return this.#begin(db)
      for (const { id, numbersOnly } of rows) if (!numbersOnly) this.#last = id
      if (!areMore) return this.#last
    }
  }

  async #begin(db: Kysely<Tables>): Promise<number> {
    await this.#follower.startAtEnd(db)
    return (this.#last = await lastOfMore(db, this.#follower.last))
  }
}
