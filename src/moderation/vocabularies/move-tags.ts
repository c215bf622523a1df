import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import type { VocabularyToEdit } from './find-vocabulary-to-edit.ts'

/**
 * All tags of one vocabulary become tags of another, and works keep them. One that has a namesake there becomes its
 * synonym. The addresses of the old vocabulary lead to the new one. The caller refreshes the works.
 */
export async function moveTags(db: Db, from: VocabularyToEdit, intoId: number): Promise<void> {
  await joinNamesakes(db, from.id, intoId)
  await partAddresses(db, from.id, intoId)
  if (from.role === 'rating') await endRating(db, from.id)
  const { last } = await db
    .selectFrom('tag')
    .where('vocabulary_id', '=', intoId)
    .select((eb) => eb.fn.max('position').as('last'))
    .executeTakeFirstOrThrow()
  await db
    .updateTable('tag')
    .set((eb) => ({ vocabulary_id: intoId, position: last ? eb('position', '+', last) : 0 }))
    .where('vocabulary_id', '=', from.id)
    .execute()
  await db
    .updateTable('vocabulary_address')
    .set({ vocabulary_id: intoId })
    .where('vocabulary_id', '=', from.id)
    .execute()
  await db
    .insertInto('vocabulary_address')
    .values({ slug: from.slug, vocabulary_id: intoId })
    .onConflict((conflict) => conflict.column('slug').doUpdateSet({ vocabulary_id: intoId }))
    .execute()
}

/** Of several with one name there, the oldest is meant; and what stood for the moved tag stands for that. */
async function joinNamesakes(db: Db, fromId: number, intoId: number): Promise<void> {
  const meant = (name: string) => sql`(select coalesce(there.canonical_id, there.id) from tag there
    where there.vocabulary_id = ${intoId} and there.name_folded = ${sql.ref(name)}
    order by there.id limit 1)`
  await sql`update tag set canonical_id = ${meant('tag.name_folded')}
    where vocabulary_id = ${fromId} and canonical_id is null
      and name_folded in (select name_folded from tag where vocabulary_id = ${intoId})`.execute(db)
  await sql`update tag set canonical_id = (select next.canonical_id from tag next where next.id = tag.canonical_id)
    where canonical_id in (select id from tag where vocabulary_id = ${fromId} and canonical_id is not null)`.execute(db)
}

/** Two tags of one vocabulary cannot share an address; the one that comes takes its number along. */
async function partAddresses(db: Db, fromId: number, intoId: number): Promise<void> {
  await sql`update tag set slug = slug || '-' || id
    where vocabulary_id = ${fromId} and slug in (select slug from tag where vocabulary_id = ${intoId})`.execute(db)
  await sql`update tag_address set vocabulary_id = ${intoId}
    where vocabulary_id = ${fromId}
      and slug not in (select slug from tag where vocabulary_id = ${intoId})
      and slug not in (select slug from tag_address where vocabulary_id = ${intoId})`.execute(db)
}

async function endRating(db: Db, vocabularyId: number): Promise<void> {
  const rated = db.selectFrom('tag').where('vocabulary_id', '=', vocabularyId).select('id')
  await db.updateTable('work').set({ rating_id: null }).where('rating_id', 'in', rated).execute()
  await db
    .updateTable('tag')
    .set({ members_only: 0, age_consent: 0, warn_first: 0 })
    .where('vocabulary_id', '=', vocabularyId)
    .execute()
}
