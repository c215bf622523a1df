import type { Db } from '../../store/database.ts'
import { idSet } from '../../store/id-rows.ts'
import { sql } from 'kysely'

/** What a tag stands for directly. */
export interface Edges {
  canonicalId: number | null
  parentIds: readonly number[]
}

const NO_EDGES: Edges = { canonicalId: null, parentIds: [] }

/** What tags stand for, read from the database as far as it is asked; `changed` takes the place of what is there. */
export class TagGraph {
  readonly #db: Db
  readonly #changed: ReadonlyMap<number, Edges>
  readonly #edges = new Map<number, Edges>()

  constructor(db: Db, changed: ReadonlyMap<number, Edges> = new Map()) {
    this.#db = db
    this.#changed = changed
  }

  /** Of each tag, itself and everything that it stands for. Ends at loops. */
  async up(ids: readonly number[]): Promise<Map<number, Set<number>>> {
    await this.#load(ids)
    return new Map(ids.map((id) => [id, this.#closure([id])]))
  }

  /** Whether the tag stands for itself by way of others. */
  async isInLoop(id: number): Promise<boolean> {
    await this.#load([id])
    return this.#closure(this.#next(id)).has(id)
  }

  #closure(start: readonly number[]): Set<number> {
    const seen = new Set(start)
    for (const id of seen) for (const next of this.#next(id)) seen.add(next)
    return seen
  }

  #next(id: number): readonly number[] {
    const { canonicalId, parentIds } = this.#edges.get(id) ?? NO_EDGES
    return canonicalId === null ? parentIds : [canonicalId, ...parentIds]
  }

  /** Level by level: a handful of queries however many tags there are. */
  async #load(ids: readonly number[]): Promise<void> {
    let unknown = [...new Set(ids)].filter((id) => !this.#edges.has(id))
    while (unknown.length > 0) {
      const found = await readEdges(
        this.#db,
        unknown.filter((id) => !this.#changed.has(id)),
      )
      for (const id of unknown) this.#edges.set(id, this.#changed.get(id) ?? found.get(id) ?? NO_EDGES)
      unknown = [...new Set(unknown.flatMap((id) => this.#next(id)))].filter((id) => !this.#edges.has(id))
    }
  }
}

export async function readEdges(db: Db, ids: readonly number[]): Promise<Map<number, Edges>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ fromId: number; toId: number; isParent: number }>`
    select id as "fromId", canonical_id as "toId", 0 as "isParent" from tag
      where canonical_id is not null and id in ${idSet(db, ids)}
    union all
    select tag_id, parent_id, 1 from tag_parent where tag_id in ${idSet(db, ids)}
    order by 1, 2`.execute(db)
  const edges = new Map<number, { canonicalId: number | null; parentIds: number[] }>()
  for (const { fromId, toId, isParent } of rows) {
    const own = edges.get(fromId) ?? { canonicalId: null, parentIds: [] }
    if (isParent === 1) own.parentIds.push(toId)
    else own.canonicalId = toId
    edges.set(fromId, own)
  }
  return edges
}
