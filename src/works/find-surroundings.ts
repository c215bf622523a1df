import type { Db } from '../store/database.ts'
import { listParentTags } from '../tags/find-tag.ts'
import { listAround } from '../tags/list-around.ts'
import { keepCount } from './kept-counts.ts'

/** What stands above a tag and around it, at most a moment old, as what stands below it is. */
export async function findSurroundings(db: Db, tagId: number) {
  return keepCount(db, `around ${tagId}`, async () => {
    const [parents, around] = await Promise.all([listParentTags(db, tagId), listAround(db, tagId)])
    return { parents, around }
  })
}
