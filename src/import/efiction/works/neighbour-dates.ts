import type { Move } from '../moving.ts'
import type { Row } from '../read/row.ts'

/** When rows with a zero date were written: at the time of the row before, because numbers were given in order. */
export class NeighbourDates {
  readonly #move: Pick<Move, 'zone' | 'now'>
  readonly #columns: readonly string[]
  readonly #dates = new WeakMap<Row, number>()
  #last: number

  /** The first of `columns` that holds a date counts. */
  constructor(move: Pick<Move, 'zone' | 'now'>, columns: readonly string[]) {
    this.#move = move
    this.#columns = columns
    this.#last = move.now
  }

  /** Call it for every row in order, or a repeated import would date the rest of a broken one otherwise. */
  take(row: Row): void {
    for (const column of this.#columns) {
      const seconds = row.seconds(column, this.#move.zone)
      if (seconds === null) continue
      this.#last = seconds * 1000
      break
    }
    this.#dates.set(row, this.#last)
  }

  /** Milliseconds. */
  of(row: Row): number {
    return this.#dates.get(row) ?? this.#move.now
  }
}
