// Of tags and authors, those that a member may be told of: what nobody finds in lists, as the tags of a draft, has no name
// here.
import type { Member } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import { leastAudience, worksListedFor } from '../../works/visibility.ts'

/** Canonical ones: of a closed vocabulary, whose tags stand open anyhow, or of works that the member finds. */
export function tagsFindableBy(db: Db, member: Member) {
  return db
    .selectFrom('tag')
    .innerJoin('vocabulary', 'vocabulary.id', 'tag.vocabulary_id')
    .where('tag.canonical_id', 'is', null)
    .where('tag.hidden', '=', 0)
    .where((eb) =>
      eb.or([
        eb('vocabulary.closed', '=', 1),
        eb.exists(
          eb
            .selectFrom('work_tag_expansion as used')
            .whereRef('used.tag_id', '=', 'tag.id')
            .where('used.audience', '>=', leastAudience(member))
            .select('used.work_id'),
        ),
      ]),
    )
}

export function authorsFindableBy(db: Db, member: Member) {
  return db
    .selectFrom('pseud')
    .where((eb) =>
      eb.exists(
        worksListedFor(db, member)
          .innerJoin('creator', 'creator.work_id', 'work.id')
          .where('creator.pseud_id', '=', eb.ref('pseud.id'))
          .select('work.id'),
      ),
    )
}
