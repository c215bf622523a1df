import type { Db } from '../store/database.ts'
import { listParentTags } from './find-tag.ts'
import { keepWithTags } from './known-tags.ts'
import { listAround } from './list-around.ts'

/** What stands above a tag and around it. */
export async function findSurroundings(db: Db, tagId: number) {
  return keepWithTags(db, `around ${tagId}`, async () => {
    const [parents, around] = await Promise.all([listParentTags(db, tagId), listAround(db, tagId)])
    return { parents, around }
  })
}
