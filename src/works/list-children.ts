import { sql } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare, whole } from '../store/prepared.ts'
import { keepWithTags } from '../tags/known-tags.ts'
import { keepCount } from './kept-counts.ts'
import { countColumn, type CountTags, type TagLine, type TagShape, tagsWithCounts, toLine } from './list-tags.ts'
import { leastAudience } from './visibility.ts'

const MOST = 5000

interface Values {
  tagId: number
  audience: number
}

/** `uncounted`: whether they are in use is asked elsewhere as well. */
type Shape = `${TagShape} counted` | 'uncounted'

const childRows = prepare<Values, Shape>()((db, param, shape) => {
  const isCounted = shape !== 'uncounted'
  const tags = tagsWithCounts(db, param('audience'), shape === 'open counted' ? 'open' : 'closed')
  return tags
    .innerJoin('tag_parent', 'tag_parent.tag_id', 'tag.id')
    .innerJoin('tag as above', 'above.id', 'tag_parent.parent_id')
    .where('tag_parent.parent_id', '=', param('tagId'))
    .whereRef('above.vocabulary_id', '=', 'tag.vocabulary_id')
    .select([
      'tag.id',
      'tag.name',
      'tag.slug',
      isCounted ? countColumn(db, param('audience')) : sql<number>`0`.as('workCount'),
    ])
    .orderBy('tag.position')
    .orderBy('tag.sort_name')
    .orderBy('tag.id')
    .limit(whole(MOST))
})

/**
 * What stands directly below a tag in its vocabulary, in the vocabulary's order. When `countTags` cannot tell, the
 * database counts.
 */
export async function listChildren(
  db: Db,
  viewer: Viewer,
  { id: tagId, closed }: { id: number; closed: number },
  countTags: CountTags,
): Promise<TagLine[]> {
  const audience = leastAudience(viewer)
  const rows = await keepWithTags(db, `below ${tagId}`, () => childRows(db, { tagId, audience }, 'uncounted'))
  if (rows.length === 0) return []
  const counts = await countTags(
    rows.map((row) => row.id),
    audience,
  )
  const isOpen = closed === 0
  if (counts)
    return rows
      .map((row, index) => toLine({ ...row, workCount: counts[index]! }))
      .filter(({ workCount }) => workCount > 0 || !isOpen)
  const shape = isOpen ? 'open counted' : 'closed counted'
  const key = `children ${tagId} ${audience} ${shape}`
  return (await keepCount(db, key, () => childRows(db, { tagId, audience }, shape))).map(toLine)
}
