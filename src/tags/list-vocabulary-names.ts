import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'

const listRows = prepare<object>()((db) =>
  db.selectFrom('vocabulary').select(['id', 'slug', 'name', 'role']).orderBy('position').orderBy('id'),
)

/** Every vocabulary, in the archive's order. */
export async function listVocabularyNames(db: Db) {
  return listRows(db, {})
}
