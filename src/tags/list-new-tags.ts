// What an author typed that the archive does not know yet. It stays as typed; the form says so.
import { sql } from 'kysely'
import type { Db } from '../store/database.ts'
import { foldTag } from '../text/slug.ts'
import type { TagChoices } from './choose-tags.ts'
import { findTagsByName } from './find-or-create-tags.ts'
import type { FormVocabulary } from './list-form-vocabularies.ts'
import { splitNames } from './tag-names.ts'

/** Before they are saved: names in open vocabularies that no tag there has. */
export async function listUnknownNames(
  db: Db,
  vocabularies: readonly FormVocabulary[],
  choices: TagChoices,
): Promise<string[]> {
  const unknown = await Promise.all(
    vocabularies.map(async ({ id, closed }) => {
      const choice = choices.get(id)
      if (closed || !choice || !('typed' in choice)) return []
      const names = splitNames(choice.typed)
      const found = await findTagsByName(db, id, names, { kept: [], fandoms: [] })
      return names.filter((name) => !found.has(foldTag(name)))
    }),
  )
  return unknown.flat()
}

/** Of a saved work: tags of open vocabularies that it alone has, and that nobody has looked at yet. */
export async function listLoneTags(db: Db, workId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('work_tag')
    .innerJoin('tag', 'tag.id', 'work_tag.tag_id')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('work_tag.work_id', '=', workId)
    .where('vocabulary.closed', '=', 0)
    .where('tag.canonical_id', 'is', null)
    .where('tag.looked_at', 'is', null)
    .where(
      sql<boolean>`not exists (select 1 from work_tag other where other.tag_id = tag.id and other.work_id <> ${workId})`,
    )
    .select('tag.name')
    .orderBy('vocabulary.position')
    .orderBy('work_tag.position')
    .execute()
  return rows.map((row) => row.name)
}
