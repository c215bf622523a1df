import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { keepWithTags } from './known-tags.ts'

const listRows = prepare<object>()((db) =>
  db
    .selectFrom('vocabulary')
    .where('in_filters', '=', 1)
    .select(['id', 'slug', 'name', 'role', 'many', 'spoiler'])
    .orderBy('position')
    .orderBy('id'),
)

/** Those that lists are narrowed by, in the archive's order. */
export type FilterVocabulary = Awaited<ReturnType<typeof listRows>>[number]

export async function listFilterVocabularies(db: Db): Promise<FilterVocabulary[]> {
  return keepWithTags(db, 'filter vocabularies', () => listRows(db, {}))
}
