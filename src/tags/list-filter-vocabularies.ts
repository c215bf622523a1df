import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'

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
  return listRows(db, {})
}
