import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import { leastAudience } from '../works/visibility.ts'
import { settlePlaces } from './keep-places.ts'

export interface FollowedWork {
  workId: number
  /** When the member last read in it; null: never here. */
  readAt: number | null
  hasNews: boolean
}

/** The works that the member follows and finds in lists: those with something new first, then by their last change. */
export async function listFollowedWorks(db: Db, member: Member, paging: Paging): Promise<Paged<FollowedWork>> {
  await settlePlaces(db, member.accountId)
  const followed = db
    .selectFrom('subscription')
    .innerJoin('work', 'work.id', 'subscription.work_id')
    .where('subscription.account_id', '=', member.accountId)
    .where('work.audience', '>=', leastAudience(member))
  const { total } = await followed.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await followed
    .leftJoin('reading_place as place', (join) =>
      join.onRef('place.work_id', '=', 'work.id').on('place.account_id', '=', member.accountId),
    )
    .select((eb) => [
      'work.id as workId',
      'place.read_at as readAt',
      eb
        .case()
        .when(eb.or([eb('place.read_at', 'is', null), eb('work.updated_at', '>', eb.ref('place.read_at'))]))
        .then(1)
        .else(0)
        .end()
        .as('news'),
    ])
    .orderBy('news', 'desc')
    .orderBy('work.updated_at', 'desc')
    .orderBy('work.id', 'desc')
    .limit(paging.perPage)
    .offset(offsetOf(paging))
    .execute()
  return paged(
    rows.map(({ news, ...row }) => ({ ...row, hasNews: news === 1 })),
    total,
    paging,
  )
}

const MOST_AUTHORS = 1000

export async function listFollowedAuthors(db: Db, member: Member): Promise<Array<{ name: string; slug: string }>> {
  return db
    .selectFrom('subscription')
    .innerJoin('pseud', 'pseud.id', 'subscription.pseud_id')
    .where('subscription.account_id', '=', member.accountId)
    .select(['pseud.name', 'pseud.slug'])
    .orderBy('pseud.sort_name')
    .orderBy('pseud.id')
    .limit(MOST_AUTHORS)
    .execute()
}
