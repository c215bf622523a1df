// Whom works are by and what they are tagged with, kept in memory: lists show the same works again and again. Every
// question follows the log of what changes first, so that nothing committed before it is missed, on any node.
import { BoundedMap } from '../store/bounded-map.ts'
import type { Db } from '../store/database.ts'
import { ChangeFollower } from '../store/follow-work-changes.ts'
import { SharedRun } from '../store/shared-run.ts'
import { type Creator, listCreators } from './list-creators.ts'
import { listTagLinks } from './list-tag-links.ts'
import { KeptWith } from '../store/kept-with.ts'

export interface WorkLinks {
  /** The same list again until the work changes; so are the tags. */
  creators: readonly Creator[]
  /** As `list-tag-links.ts` has them; null: it has none. */
  tags: string | null
}

const MOST_KEPT = 20_000

class KeptLinks {
  readonly #db: Db
  readonly #links = new BoundedMap<number, WorkLinks>(MOST_KEPT)
  #follower = new ChangeFollower()
  readonly #following = new SharedRun(() => this.#follow())
  #hasBegun = false
  #changes = 0

  constructor(db: Db) {
    this.#db = db
  }

  async find(workIds: readonly number[]): Promise<Map<number, WorkLinks>> {
    await this.#following.run()
    const found = new Map<number, WorkLinks>()
    const missing: number[] = []
    for (const id of workIds) {
      const links = this.#links.get(id)
      if (links) found.set(id, links)
      else missing.push(id)
    }
    if (missing.length === 0) return found
    const changes = this.#changes
    const read = await readLinks(this.#db, missing)
    for (const [id, links] of read) found.set(id, links)
    // Else it may have been read before a change that has been followed meanwhile.
    if (changes === this.#changes) for (const [id, links] of read) this.#links.set(id, links)
    return found
  }

  async #follow(): Promise<void> {
    if (!this.#hasBegun) await this.#begin()
    const { rows, areMore, isTooFar } = await this.#follower.read(this.#db)
    // Going through so many takes longer than reading anew what is asked for.
    if (areMore || isTooFar) return this.#begin()
    if (rows.length > 0) this.#changes++
    for (const { workId, numbersOnly } of rows) if (!numbersOnly) this.#links.delete(workId)
  }

  async #begin(): Promise<void> {
    // Until it has: where the database fails, the next question begins.
    this.#hasBegun = false
    this.#links.clear()
    this.#follower = new ChangeFollower()
    await this.#follower.startAtEnd(this.#db)
    this.#changes++
    this.#hasBegun = true
  }
}

const kept = new KeptWith<object, KeptLinks>()

/** By work, also of works without any. At most 1000 works. */
export async function findLinks(db: Db, workIds: readonly number[]): Promise<ReadonlyMap<number, WorkLinks>> {
  if (db.isTransaction) return readLinks(db, workIds)
  let links = kept.get(db)
  if (!links) kept.set(db, (links = new KeptLinks(db)))
  return links.find(workIds)
}

async function readLinks(db: Db, workIds: readonly number[]): Promise<Map<number, WorkLinks>> {
  const [creators, tags] = await Promise.all([listCreators(db, workIds), listTagLinks(db, workIds)])
  return new Map(workIds.map((id) => [id, { creators: creators.get(id) ?? [], tags: tags.get(id) ?? null }]))
}
