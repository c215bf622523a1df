import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare, whole } from '../store/prepared.ts'
import { type HiddenFrom, hiddenFrom, isShownTo } from '../works/hidden-from.ts'
import { leastAudience } from '../works/visibility.ts'

const listRows = prepare<HiddenFrom & { audience: number; limit: number }>()((db, param) =>
  db
    .selectFrom('chapter')
    .innerJoin('work', 'work.id', 'chapter.work_id')
    .where('work.audience', '>=', param('audience'))
    .where('chapter.posted_at', 'is not', null)
    .where(isShownTo({ accountId: param('accountId'), languages: param('languages') }))
    .where(
      'work.id',
      'in',
      db
        .selectFrom('subscription')
        .where('account_id', '=', param('accountId'))
        .where('work_id', 'is not', null)
        .select('work_id as id')
        .union(
          db
            .selectFrom('subscription')
            .innerJoin('creator', 'creator.pseud_id', 'subscription.pseud_id')
            .where('subscription.account_id', '=', param('accountId'))
            .select('creator.work_id as id'),
        ),
    )
    .select((eb) => [
      'chapter.id',
      'chapter.work_id as workId',
      'chapter.title',
      'chapter.updated_at as updatedAt',
      eb.ref('chapter.posted_at').$notNull().as('postedAt'),
      eb
        .selectFrom('chapter as before')
        .whereRef('before.work_id', '=', 'chapter.work_id')
        .whereRef('before.position', '<=', 'chapter.position')
        .where('before.posted_at', 'is not', null)
        .select((eb) => eb.fn.countAll<number>().as('number'))
        .as('number'),
    ])
    .orderBy('chapter.posted_at', 'desc')
    .orderBy('chapter.id', 'desc')
    .limit(whole(param('limit'))),
)

export type FollowedChapter = Awaited<ReturnType<typeof listRows>>[number]

/**
 * The newest chapters of the works that the member follows, and of those by authors they follow, as far as they find
 * them in lists and do not hide them. `number` counts the posted chapters of its work.
 */
export async function listFollowedChapters(db: Db, member: Member, limit: number): Promise<FollowedChapter[]> {
  return listRows(db, { ...hiddenFrom(member), audience: leastAudience(member), limit })
}
