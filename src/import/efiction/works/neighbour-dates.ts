import type { Move } from '../moving.ts'
import type { Row } from '../read/row.ts'

interface Dated {
  /** Without its prefix. */
  table: string
  /** The column of the number that rows are ordered by. */
  order: string
  /** The first of them that holds a date counts. */
  columns: readonly string[]
}

/**
 * When rows with a zero date were written: at the time of the row before, because numbers were given in order; those
 * at the very beginning with the first row that has a date. A date that is still to come is somebody's slip, and no
 * other row's.
 */
export class NeighbourDates {
  readonly #move: Move
  readonly #dated: Dated
  readonly #dates = new WeakMap<Row, number>()
  #last: number | null = null

  constructor(move: Move, dated: Dated) {
    this.#move = move
    this.#dated = dated
  }

  /** Call it for every row in order, or a repeated import would date the rest of a broken one otherwise. */
  take(row: Row): void {
    const own = this.#dateIn(row)
    if (own === null || own <= this.#move.now) this.#last = own ?? this.#last ?? this.#first()
    this.#dates.set(row, own ?? this.#last!)
  }

  #dateIn(row: Row): number | null {
    for (const column of this.#dated.columns) {
      const seconds = row.seconds(column, this.#move.zone)
      if (seconds !== null) return seconds * 1000
    }
    return null
  }

  #first(): number {
    const { spool, site, now } = this.#move
    for (const row of spool.rows(site.table(this.#dated.table), [this.#dated.order])) {
      const date = this.#dateIn(row)
      if (date !== null && date <= now) return date
    }
    return now
  }

  /** Milliseconds. */
  of(row: Row): number {
    return this.#dates.get(row) ?? this.#move.now
  }
}
