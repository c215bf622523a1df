// What an author typed that the archive does not know yet. It stays as typed; the form says so.
import { sql } from 'kysely'
import type { Db } from '../store/database.ts'
import { foldTag } from '../text/slug.ts'
import type { TagChoices } from './choose-tags.ts'
import { findTagsByName } from './find-or-create-tags.ts'
import type { FormVocabulary } from './list-form-vocabularies.ts'
import { splitNames } from './tag-names.ts'

/**
 * Before they are saved: names in open vocabularies that no tag there has. Where there are no tags yet, everything is
 * new, and nothing is said.
 */
export async function listUnknownNames(
  db: Db,
  vocabularies: readonly FormVocabulary[],
  choices: TagChoices,
): Promise<string[]> {
  const begun = await listBegun(db)
  const unknown = await Promise.all(
    vocabularies.map(async ({ id, closed }) => {
      const choice = choices.get(id)
      if (closed || !begun.has(id) || !choice || !('typed' in choice)) return []
      const names = splitNames(choice.typed)
      const found = await findTagsByName(db, id, names, { kept: [], fandoms: [] })
      return names.filter((name) => !found.has(foldTag(name)))
    }),
  )
  return unknown.flat()
}

async function listBegun(db: Db): Promise<Set<number>> {
  const rows = await db
    .selectFrom('vocabulary')
    .where((eb) => eb.exists(eb.selectFrom('tag').whereRef('tag.vocabulary_id', '=', 'vocabulary.id').select('tag.id')))
    .select('id')
    .execute()
  return new Set(rows.map((row) => row.id))
}

/**
 * Of a saved work: tags of open vocabularies that it alone has, and that nobody has looked at yet; where there are others
 * that might have been meant.
 */
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
      sql<boolean>`not exists (select 1 from work_tag other where other.tag_id = tag.id and other.work_id <> ${workId})
        and exists (select 1 from tag other where other.vocabulary_id = tag.vocabulary_id and other.id <> tag.id
          and (other.looked_at is not null or exists (
            select 1 from work_tag use where use.tag_id = other.id and use.work_id <> ${workId})))`,
    )
    .select('tag.name')
    .orderBy('vocabulary.position')
    .orderBy('work_tag.position')
    .execute()
  return rows.map((row) => row.name)
}
