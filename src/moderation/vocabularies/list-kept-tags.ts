import { sql } from 'kysely'
import type { Member } from '../../people/viewer.ts'
import { contains } from '../../store/contains.ts'
import type { Db } from '../../store/database.ts'
import { offsetOf, paged, type Paging } from '../../store/paging.ts'
import { foldTag } from '../../text/slug.ts'
import { refuseOtherThanKeepers } from './permissions.ts'

/** The tags of one vocabulary in their order, with what the archive says of each; `words` null: all. */
export async function listKeptTags(
  db: Db,
  member: Member,
  { vocabularyId, words }: { vocabularyId: number; words: string | null },
  paging: Paging,
) {
  await refuseOtherThanKeepers(db, member)
  let tags = db.selectFrom('tag').where('tag.vocabulary_id', '=', vocabularyId)
  if (words !== null) tags = tags.where((eb) => contains(eb.ref('tag.name_folded'), foldTag(words)))
  const [rows, { total }, { last }] = await Promise.all([
    tags
      .leftJoin('tag as canonical', 'canonical.id', 'tag.canonical_id')
      .select([
        'tag.id',
        'tag.name',
        'tag.slug',
        'tag.locked',
        'tag.hidden',
        'tag.members_only as membersOnly',
        'tag.age_consent as ageConsent',
        'tag.warn_first as warnFirst',
        'canonical.name as canonicalName',
        sql<string | null>`(select min(parent.name) from tag_parent
          join tag parent on parent.id = tag_parent.parent_id where tag_parent.tag_id = tag.id)`.as('parentName'),
        sql<string | null>`(select min(fandom.name) from tag_scope
          join tag fandom on fandom.id = tag_scope.fandom_id where tag_scope.tag_id = tag.id)`.as('fandomName'),
        sql<number>`(select count(*) from work_tag where work_tag.tag_id = tag.id)`.as('workCount'),
      ])
      .orderBy('tag.position')
      .orderBy('tag.sort_name')
      .orderBy('tag.id')
      .limit(paging.perPage)
      .offset(offsetOf(paging))
      .execute(),
    tags.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    db
      .selectFrom('tag')
      .where('vocabulary_id', '=', vocabularyId)
      .select((eb) => eb.fn.max('position').as('last'))
      .executeTakeFirstOrThrow(),
  ])
  return { ...paged(rows, total, paging), isByHand: (last ?? 0) > 0 }
}

export type KeptTagLine = Awaited<ReturnType<typeof listKeptTags>>['rows'][number]
