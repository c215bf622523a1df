// The tags of the works on a shelf, each with the number of works that are left when it is chosen as well.
import { sql } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { type KnownTag, findKnownTags } from '../tags/known-tags.ts'
import type { ShelfEyes } from './list-bookmarks.ts'
import { type Filters, worksOn } from './list-shelf-works.ts'

const MOST_OF_EACH = 8

export interface ShelfTag extends KnownTag {
  workCount: number
  isChosen: boolean
}

/** The most frequent of each vocabulary, those that are chosen first; what would spoil a work is left out. */
export async function listShelfTags(
  db: Db,
  viewer: Viewer,
  { view, ...eyes }: ShelfEyes & { view: Filters },
): Promise<ShelfTag[]> {
  const works = worksOn(db, viewer, eyes, view).where('work.id', 'is not', null).select('work.id')
  const counted = db
    .selectFrom('work_tag_expansion as tagged')
    .innerJoin('tag', 'tag.id', 'tagged.tag_id')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('tagged.work_id', 'in', works)
    .where('tag.canonical_id', 'is', null)
    .where('vocabulary.spoiler', '=', 0)
    .groupBy(['tag.id', 'tag.vocabulary_id', 'tag.sort_name'])
    .select((eb) => [
      'tag.id',
      eb.fn.countAll<number>().as('workCount'),
      sql<number>`row_number() over (partition by tag.vocabulary_id order by count(*) desc, tag.sort_name, tag.id)`.as(
        'place',
      ),
    ])
  const rows = await db
    .selectFrom(counted.as('counted'))
    .where((eb) =>
      eb.or([
        eb('counted.place', '<=', MOST_OF_EACH),
        ...(view.tags.length > 0 ? [eb('counted.id', 'in', [...view.tags])] : []),
      ]),
    )
    .select(['counted.id', 'counted.workCount'])
    .orderBy('counted.place')
    .execute()
  // Chosen ones that no work has any more can still be let go of.
  const counts = new Map(rows.map((row) => [row.id, row.workCount]))
  for (const id of view.tags) if (!counts.has(id)) counts.set(id, 0)
  const known = await findKnownTags(db, counts.keys())
  return [...counts].flatMap(([id, workCount]) => {
    const tag = known.get(id)
    return tag ? [{ ...tag, workCount, isChosen: view.tags.includes(id) }] : []
  })
}
