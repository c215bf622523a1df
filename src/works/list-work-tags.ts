import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { groupedBy, idParams, type IdValues, idValues } from '../store/prepared-ids.ts'
import type { VocabularyRole } from '../store/tables/tags.ts'

export interface WorkTag {
  name: string
  slug: string
  role: VocabularyRole
  vocabularySlug: string
  vocabularyName: string
  spoiler: number
  onBlurb: number
}

const listRows = prepare<IdValues, string>()((db, param, shape) =>
  db
    .selectFrom('work_tag')
    .innerJoin('tag', 'tag.id', 'work_tag.tag_id')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('work_tag.work_id', 'in', idParams(param, shape))
    .select([
      'work_tag.work_id as workId',
      'tag.name',
      'tag.slug',
      'vocabulary.role',
      'vocabulary.slug as vocabularySlug',
      'vocabulary.name as vocabularyName',
      'vocabulary.spoiler',
      'vocabulary.on_blurb as onBlurb',
    ])
    .orderBy('vocabulary.position')
    .orderBy('vocabulary.id')
    .orderBy('work_tag.position')
    .orderBy('tag.sort_name'),
)

/** The tags as their authors chose them, ratings included, in the order of the vocabularies. */
export async function listWorkTags(db: Db, workIds: readonly number[]): Promise<Map<number, WorkTag[]>> {
  if (workIds.length === 0) return new Map()
  const { values, shape } = idValues(workIds)
  return groupedBy(await listRows(db, values, shape), (row) => row.workId)
}
