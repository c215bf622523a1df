import { slugOf } from '../../../text/slug.ts'
import type { Db } from '../../../store/database.ts'
import type { VocabularyTable } from '../../../store/tables/tags.ts'
import { freeNames } from '../people/free-names.ts'

export interface WantedVocabulary {
  name: string
  role: VocabularyTable['role']
  many: boolean
  required: boolean
  position: number
}

export const RATING: WantedVocabulary = { name: 'Rating', role: 'rating', many: false, required: true, position: 0 }

/** An archive has one vocabulary of ratings, one of fandoms and one of characters; what is there is used. */
export async function vocabularyFor(db: Db, wanted: WantedVocabulary, now: number): Promise<number> {
  const found = await db
    .selectFrom('vocabulary')
    .select('id')
    .where('role', '=', wanted.role)
    .orderBy('position')
    .orderBy('id')
    .executeTakeFirst()
  return found?.id ?? addVocabulary(db, wanted, now)
}

export async function addVocabulary(db: Db, wanted: WantedVocabulary, now: number): Promise<number> {
  const base = slugOf(wanted.name, wanted.role)
  const [slug] = await freeNames([base], '-', async (names) => {
    const rows = await db.selectFrom('vocabulary').select('slug').where('slug', 'in', names).execute()
    return rows.map((row) => row.slug)
  })
  const { id } = await db
    .insertInto('vocabulary')
    .values({
      slug: slug!,
      name: wanted.name,
      role: wanted.role,
      closed: 1,
      many: wanted.many ? 1 : 0,
      required: wanted.required ? 1 : 0,
      position: wanted.position,
      created_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
