// What people liked who liked a work: kudos, and shelves that are open to everybody. Shelves that are not count for nothing.
import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { keepAnswer } from './kept-answers.ts'

/** So many people at least: fewer would tell what one of them likes. */
const FEWEST = 3
/** The newest of those who like the work; more of them would only take longer. */
const MOST_PEOPLE = 300
const MOST_OF_EACH = 300
export const MOST_LIKED = 200

export interface AlsoLiked {
  id: number
  /** How many people like both. */
  people: number
}

/** Those that most people like as well, of what this audience finds in lists. A little old. */
export async function findAlsoLiked(db: Db, workId: number, audience: number): Promise<AlsoLiked[]> {
  return keepAnswer(db, `also liked ${workId} ${audience}`, () => countLiked(db, workId, audience))
}

async function countLiked(db: Db, workId: number, audience: number): Promise<AlsoLiked[]> {
  const { rows } = await sql<AlsoLiked>`
    with person (account_id) as (
      select account_id from (
        select account_id, max(created_at) as liked_at from (
          select account_id, created_at from kudos where work_id = ${workId} and account_id is not null
          union all
          select shelf.account_id, bookmark.created_at from bookmark join shelf on shelf.id = bookmark.shelf_id
          where bookmark.work_id = ${workId} and shelf.is_public = 1 and shelf.kind not in ('dropped', 'later')
        ) as likes
        where account_id not in (select pseud.account_id from creator join pseud on pseud.id = creator.pseud_id
          where creator.work_id = ${workId})
        group by account_id
      ) as people order by liked_at desc, account_id limit ${MOST_PEOPLE}
    ),
    liked (account_id, work_id, place) as (
      select account_id, work_id, row_number() over (partition by account_id order by created_at desc, work_id) from (
        select kudos.account_id, kudos.work_id, kudos.created_at
        from person join kudos on kudos.account_id = person.account_id
        union all
        select shelf.account_id, bookmark.work_id, bookmark.created_at
        from person join shelf on shelf.account_id = person.account_id
          join bookmark on bookmark.shelf_id = shelf.id
        where shelf.is_public = 1 and shelf.kind not in ('dropped', 'later') and bookmark.work_id is not null
      ) as likes
    )
    select work.id, count(distinct liked.account_id) as people
    from liked join work on work.id = liked.work_id
    where liked.place <= ${MOST_OF_EACH} and work.id <> ${workId} and work.audience >= ${audience}
      and not exists (select 1 from creator join pseud on pseud.id = creator.pseud_id
        where creator.work_id = work.id and pseud.account_id = liked.account_id)
    group by work.id having count(distinct liked.account_id) >= ${FEWEST}
    order by people desc, work.id desc
    limit ${MOST_LIKED}`.execute(db)
  return rows
}
