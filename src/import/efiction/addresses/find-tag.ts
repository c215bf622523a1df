import type { Db } from '../../../store/database.ts'
import { foldTag } from '../../../text/slug.ts'
import { cleanText } from '../../../text/well-formed.ts'
import type { Ask } from './ask.ts'
import { type NewPlace, place } from './places.ts'

/** Before ratings had numbers, their names stood in addresses. */
export async function findRatingByName({ db, query }: Ask): Promise<{ vocabularySlug: string; slug: string } | null> {
  const name = query.text('rating') || query.text('rid')
  if (name === '' || name.length > 200 || /[0-9]/.test(name)) return null
  const tag = await db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('vocabulary.role', '=', 'rating')
    .where('tag.name_folded', '=', foldTag(cleanText(name)))
    .select(['tag.slug', 'vocabulary.slug as vocabularySlug'])
    .executeTakeFirst()
  return tag ?? null
}

export async function findClassType({ db, numbers, query }: Ask): Promise<NewPlace | null> {
  const id = await numbers.find('classtype', query.number('type_id'))
  if (id === null) return null
  const found = await db.selectFrom('vocabulary').where('id', '=', id).select('slug').executeTakeFirst()
  return found ? place('vocabulary', { vocabulary: found.slug }) : null
}

/** The list of all tags of a kind. */
export async function findVocabularyOf(db: Db, role: 'fandom' | 'character' | 'rating'): Promise<NewPlace> {
  const found = await db
    .selectFrom('vocabulary')
    .where('role', '=', role)
    .select('slug')
    .orderBy('position')
    .orderBy('id')
    .executeTakeFirst()
  return found ? place('vocabulary', { vocabulary: found.slug }) : place('browse')
}
