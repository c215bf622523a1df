import type { LegacyKind } from './legacy.ts'
import type { Move } from './moving.ts'

const AT_ONCE = 5000

/** Finds the rows that came over with an earlier dump and are in this one no longer: what they became stays. */
export class Vanished {
  readonly #move: Move
  readonly #kind: LegacyKind
  readonly #before: number
  /** Whatever has a larger id came with this dump. */
  readonly #last: number
  /** A bit for each new id of the kind: the rows of a large site are too many for a set. */
  readonly #met: Uint8Array
  #count = 0

  private constructor(move: Move, kind: LegacyKind, before: { rows: number; last: number }) {
    this.#move = move
    this.#kind = kind
    this.#before = before.rows
    this.#last = before.last
    this.#met = new Uint8Array(Math.ceil((before.last + 1) / 8))
  }

  static async watch(move: Move, kind: LegacyKind): Promise<Vanished> {
    return new Vanished(move, kind, await move.legacy.extent(move.db, kind))
  }

  /** `newIds` of rows that the dump has, known from before. */
  meet(newIds: Iterable<number>): void {
    for (const id of newIds) {
      this.#count++
      if (id >= 0) this.#met[id >> 3]! |= 1 << (id & 7)
    }
  }

  #isMet(id: number): boolean {
    return (this.#met[id >> 3]! & (1 << (id & 7))) !== 0
  }

  async tell(table: string): Promise<void> {
    if (this.#count >= this.#before) return
    const { db, legacy, ledger } = this.#move
    for await (const { oldId, newId } of legacy.each(db, this.#kind, AT_ONCE)) {
      if (newId > 0 && newId <= this.#last && !this.#isMet(newId)) ledger.remark(table, oldId, GONE, 'unchanged')
    }
  }
}

const GONE = 'is in the old database no longer; what came of it stays here'
