// All names of a kind, with what suggestions tell of them.
import type { Db } from '../../store/database.ts'
import { NameIndex } from './name-index.ts'
import { NameRows } from './name-rows.ts'
import { type NameKind, type NameRow, readNames, readScopes } from './read-names.ts'
import { type CountWorks, WorkCounts } from './work-counts.ts'

const NONE: ReadonlySet<number> = new Set()

export class Names {
  readonly kind: NameKind
  readonly counts = new WorkCounts()
  readonly #countWorks: CountWorks
  readonly #rows = new NameRows()
  /** By group. */
  readonly #indexes = new Map<number, NameIndex>()
  /** The tags that belong to a fandom. */
  readonly #scoped = new Map<number, Set<number>>()
  /** The fandoms that a tag belongs to. */
  readonly #fandoms = new Map<number, number[]>()

  constructor(kind: NameKind, countWorks: CountWorks) {
    this.kind = kind
    this.#countWorks = countWorks
  }

  get size(): number {
    return this.#rows.size
  }

  get(id: number): NameRow | undefined {
    return this.#rows.get(id)
  }

  indexOf(groupId: number): NameIndex | null {
    return this.#indexes.get(groupId) ?? null
  }

  scopedTo(fandomId: number): ReadonlySet<number> {
    return this.#scoped.get(fandomId) ?? NONE
  }

  /** With everything about them but how many works they have. */
  async take(db: Db, rows: readonly NameRow[]): Promise<void> {
    for (const row of rows) this.#put(row)
    const ids = rows.map((row) => row.id)
    if (this.kind === 'tag') await this.#takeScopes(db, ids)
  }

  /** What these are now. At most 1000. */
  async renew(db: Db, ids: readonly number[]): Promise<void> {
    const rows = new Map((await readNames(db, this.kind, ids)).map((row) => [row.id, row]))
    for (const id of ids) {
      const row = rows.get(id)
      if (row) this.#put(row)
      else this.#remove(id)
    }
    await this.#count(ids)
    if (this.kind === 'tag') await this.#takeScopes(db, ids)
  }

  /** Counts the works under all of them anew, with a pause for others after every part; false: nobody can tell now. */
  async recount(pause: () => Promise<unknown>): Promise<boolean> {
    const ids = this.#rows.ids()
    for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
      if (!(await this.#count(ids.slice(from, from + IDS_AT_ONCE)))) return false
      await pause()
    }
    return true
  }

  async #count(ids: readonly number[]): Promise<boolean> {
    const counted = ids.length === 0 ? [] : await this.#countWorks(this.kind, ids)
    if (counted) this.counts.take(ids, counted)
    return counted !== null
  }

  #put(row: NameRow): void {
    const before = this.#rows.get(row.id)
    if (before && before.groupId !== row.groupId) this.#remove(row.id)
    let index = this.#indexes.get(row.groupId)
    if (!index) this.#indexes.set(row.groupId, (index = new NameIndex()))
    index.put(row.id, row.name, row.canonicalId ?? row.id)
    this.#rows.set(row)
  }

  #remove(id: number): void {
    const row = this.#rows.get(id)
    if (!row) return
    this.#indexes.get(row.groupId)?.remove(id)
    this.#rows.delete(id)
  }

  async #takeScopes(db: Db, ids: readonly number[]): Promise<void> {
    const scopes = await readScopes(db, ids)
    for (const id of ids) {
      for (const fandomId of this.#fandoms.get(id) ?? []) this.#scoped.get(fandomId)?.delete(id)
      this.#fandoms.delete(id)
    }
    for (const { id, fandomId } of scopes) {
      this.#fandoms.set(id, [...(this.#fandoms.get(id) ?? []), fandomId])
      const tags = this.#scoped.get(fandomId)
      if (tags) tags.add(id)
      else this.#scoped.set(fandomId, new Set([id]))
    }
  }
}

const IDS_AT_ONCE = 200
