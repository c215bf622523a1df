import { sql } from 'kysely'
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
export const FANDOMS: WantedVocabulary = { name: 'Fandoms', role: 'fandom', many: true, required: false, position: 1 }
export const CHARACTERS: WantedVocabulary = {
  name: 'Characters',
  role: 'character',
  many: true,
  required: false,
  position: 2,
}
export const GENRES: WantedVocabulary = { name: 'Genres', role: 'facet', many: true, required: false, position: 10 }
export const WARNINGS: WantedVocabulary = {
  name: 'Warnings',
  role: 'warning',
  many: true,
  required: false,
  position: 11,
}

/** An archive has one vocabulary of ratings, warnings, fandoms and characters; what is there is used. */
export async function vocabularyFor(db: Db, wanted: WantedVocabulary, now: number): Promise<number> {
  const found = await db
    .selectFrom('vocabulary')
    .select('id')
    .where('role', '=', wanted.role)
    .$if(wanted.role === 'facet', (query) => query.where(sql`lower(name)`, '=', wanted.name.toLowerCase()))
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
