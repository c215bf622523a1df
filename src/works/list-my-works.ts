import { sql } from 'kysely'
import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { offsetOf, paged, type Paging } from '../store/paging.ts'
import { stateOf, type WorkState } from './find-work.ts'

export interface MyWork {
  id: number
  title: string
  language: string
  state: WorkState
  heldAt: number | null
  postedAt: number | null
  updatedAt: number
  /** Drafts included. */
  wordCount: number
  chapterCount: number
  unpostedCount: number
  /** What a moderator wrote when sending it, or a chapter of it, back; null when settled since. */
  returned: { reason: string; at: number } | null
}

/** Everything that the member is a creator of, drafts first, then by what was touched last. */
export async function listMyWorks(db: Db, member: Member, paging: Paging) {
  const works = db.selectFrom('work').where('deleted_at', 'is', null).where('id', 'in', ownWorkIds(db, member))
  const { total } = await works.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await works
    .select(['id', 'title', 'language', 'held_at', 'posted_at', 'hidden_at', 'updated_at as updatedAt'])
    .select((eb) => [
      chaptersOf(sql<number>`coalesce(sum(chapter.word_count), 0)`).as('wordCount'),
      chaptersOf(sql<number>`count(*)`).as('chapterCount'),
      chaptersOf(sql<number>`count(*) - count(chapter.posted_at)`).as('unpostedCount'),
      eb
        .selectFrom('decision')
        .whereRef('work_id', '=', 'work.id')
        .select(sql<number>`max(id)`.as('last'))
        .as('last'),
    ])
    .orderBy((eb) => eb.case().when('posted_at', 'is', null).then(0).else(1).end())
    .orderBy('updated_at', 'desc')
    .orderBy('id', 'desc')
    .limit(paging.perPage)
    .offset(offsetOf(paging))
    .execute()
  const returned = await listReturned(
    db,
    rows.map((row) => row.last ?? 0),
  )
  return paged(
    rows.map((row): MyWork => ({ ...toMyWork(row), returned: returned.get(row.id) ?? null })),
    total,
    paging,
  )
}

function chaptersOf(what: ReturnType<typeof sql<number>>) {
  return sql<number>`(select ${what} from chapter where chapter.work_id = work.id)`
}

interface Row {
  id: number
  title: string
  language: string
  held_at: number | null
  posted_at: number | null
  hidden_at: number | null
  updatedAt: number
  wordCount: number
  chapterCount: number
  unpostedCount: number
}

function toMyWork(row: Row): Omit<MyWork, 'returned'> {
  const { id, title, language, updatedAt, wordCount, chapterCount, unpostedCount } = row
  const counts = { wordCount, chapterCount, unpostedCount }
  return {
    id,
    title,
    language,
    updatedAt,
    ...counts,
    state: stateOf(row),
    heldAt: row.held_at,
    postedAt: row.posted_at,
  }
}

function ownWorkIds(db: Db, member: Member) {
  return db
    .selectFrom('creator')
    .innerJoin('pseud', 'pseud.id', 'creator.pseud_id')
    .where('pseud.account_id', '=', member.accountId)
    .select('creator.work_id')
}

async function listReturned(db: Db, decisionIds: readonly number[]) {
  const ids = decisionIds.filter((id) => id > 0)
  if (ids.length === 0) return new Map<number, { reason: string; at: number }>()
  const rows = await db
    .selectFrom('decision')
    .where('id', 'in', ids)
    .where('verdict', '=', 'returned')
    .select(['work_id', 'reason', 'decided_at as at'])
    .execute()
  return new Map(rows.map(({ work_id, ...returned }) => [work_id, returned]))
}
