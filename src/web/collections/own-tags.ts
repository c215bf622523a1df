import type { TagChoices } from '../../tags/choose-tags.ts'
import type { FormVocabulary } from '../../tags/list-form-vocabularies.ts'
import type { Db } from '../../store/database.ts'
import { choicesOf } from '../works/edit/choices.ts'

/** Tags as the fields of a form show them. */
export async function chosenTags(
  db: Db,
  vocabularies: readonly FormVocabulary[],
  tagIds: readonly number[],
): Promise<TagChoices> {
  const tags =
    tagIds.length === 0
      ? []
      : await db
          .selectFrom('tag')
          .where('id', 'in', [...tagIds])
          .select(['id', 'name', 'vocabulary_id as vocabularyId'])
          .execute()
  return choicesOf(vocabularies, tags)
}
