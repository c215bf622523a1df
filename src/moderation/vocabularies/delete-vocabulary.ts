import { sql } from 'kysely'
import { invalid, notFound } from '../../errors.ts'
import { recordAct } from '../../people/audit.ts'
import type { Member } from '../../people/viewer.ts'
import { type Db, inTransaction } from '../../store/database.ts'
import { holdTags } from '../../store/hold-tags.ts'
import { forgetKnownTags } from '../../tags/known-tags.ts'
import { forgetCounts } from '../../works/kept-counts.ts'
import { findVocabularyToEdit, type VocabularyToEdit } from './find-vocabulary-to-edit.ts'
import { moveTags } from './move-tags.ts'
import { listWorksWith, refreshInSlices, tagsOf } from './refresh-works-with.ts'

export interface DeletionPreview {
  vocabulary: VocabularyToEdit
  tagCount: number
  /** Works that carry one of its tags. */
  workCount: number
  /** Of these, works that stand behind a gate of their rating today. */
  gatedCount: number
  /** Those who follow one of its tags. */
  followerCount: number
  /** Where its tags may go instead. */
  others: Array<{ id: number; name: string }>
}

export async function previewVocabularyDeletion(db: Db, admin: Member, vocabularyId: number): Promise<DeletionPreview> {
  const vocabulary = await findVocabularyToEdit(db, admin, vocabularyId)
  const tags = tagsOf(db, vocabularyId)
  const [counts, others] = await Promise.all([
    db
      .selectNoFrom((eb) => [
        eb
          .selectFrom('tag')
          .where('vocabulary_id', '=', vocabularyId)
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .as('tagCount'),
        eb
          .selectFrom('work_tag')
          .where('tag_id', 'in', tags)
          .select((eb) => eb.fn.count<number>('work_id').distinct().as('count'))
          .as('workCount'),
        eb
          .selectFrom('work')
          .innerJoin('tag', 'tag.id', 'work.rating_id')
          .where('tag.vocabulary_id', '=', vocabularyId)
          .where(sql<boolean>`(tag.members_only = 1 or tag.age_consent = 1 or tag.warn_first = 1)`)
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .as('gatedCount'),
        eb
          .selectFrom('subscription')
          .where('tag_id', 'in', tags)
          .select((eb) => eb.fn.countAll<number>().as('count'))
          .as('followerCount'),
      ])
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('vocabulary')
      .where('id', '!=', vocabularyId)
      .where('role', '!=', 'rating')
      .select(['id', 'name'])
      .orderBy('position')
      .orderBy('id')
      .execute(),
  ])
  return {
    vocabulary,
    tagCount: counts.tagCount ?? 0,
    workCount: counts.workCount ?? 0,
    gatedCount: counts.gatedCount ?? 0,
    followerCount: counts.followerCount ?? 0,
    others,
  }
}

/** What becomes of its tags: gone from all works, or kept by them as tags of another vocabulary. Null: not chosen. */
export type TagsOfDeleted = 'gone' | { into: number } | null

/** An empty one needs no choice. Works that change are refreshed in the same transaction. */
export async function deleteVocabulary(
  db: Db,
  admin: Member,
  { vocabularyId, tags }: { vocabularyId: number; tags: TagsOfDeleted },
  now: number,
): Promise<void> {
  await inTransaction(db, async (db) => {
    await holdTags(db, 'alone')
    const { vocabulary, tagCount, workCount, others } = await previewVocabularyDeletion(db, admin, vocabularyId)
    if (tagCount > 0 && tags === null) throw invalid({ tags: 'Please choose what becomes of its tags.' })
    const into = tags !== null && tags !== 'gone' ? (others.find((one) => one.id === tags.into) ?? null) : null
    if (tags !== null && tags !== 'gone' && !into) throw notFound('Vocabulary')
    const workIds = await listWorksWith(db, tagsOf(db, vocabularyId))
    if (into) await moveTags(db, vocabulary, into.id)
    else await db.deleteFrom('tag').where('vocabulary_id', '=', vocabularyId).execute()
    await db.deleteFrom('vocabulary').where('id', '=', vocabularyId).execute()
    await refreshInSlices(db, workIds)
    const detail = { name: vocabulary.name, tags: tagCount, works: workCount, ...(into && { into: into.name }) }
    const subject = { kind: 'vocabulary', id: vocabularyId }
    await recordAct(db, { accountId: admin.accountId, action: 'vocabulary deleted', subject, detail }, now)
  })
  forgetKnownTags()
  forgetCounts()
}
