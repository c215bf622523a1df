import { makeShelf } from '../reading/keep-shelf.ts'
import { putOnShelf } from '../reading/put-on-shelf.ts'
import { standardShelf } from '../reading/shelf.ts'
import type { Db } from '../store/database.ts'
import type { Members } from './fill-members.ts'
import { SHELVES } from './responses.ts'

const HOUR_MS = 60 * 60 * 1000

/** Through the commands that readers use; `works` are ids by title. */
export async function fillShelves(db: Db, members: Members, works: ReadonlyMap<string, number>, now: number) {
  for (const { by, shelf: name, works: titles } of SHELVES) {
    const member = members.get(by)!
    const shelf = standardShelf(name)?.slug ?? (await makeShelf(db, member, { name, isPublic: true }, now))
    for (const [index, title] of titles.entries()) {
      const at = now - (titles.length - index) * HOUR_MS
      await putOnShelf(db, member, { workId: works.get(title)!, shelf }, at)
    }
  }
}
