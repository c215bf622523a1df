import { notFound } from '../../errors.ts'
import type { Member } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import { refuseOtherThanKeepers } from './permissions.ts'

/** A tag with its vocabulary; for those who keep tags. */
export async function findKeptTag(db: Db, member: Member, tagId: number) {
  await refuseOtherThanKeepers(db, member)
  const row = await db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('tag.id', '=', tagId)
    .selectAll('tag')
    .select(['vocabulary.name as vocabularyName', 'vocabulary.slug as vocabularySlug', 'vocabulary.role'])
    .executeTakeFirst()
  if (!row) throw notFound('Tag')
  return row
}

export type KeptTag = Awaited<ReturnType<typeof findKeptTag>>
