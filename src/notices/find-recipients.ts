import { sql } from 'kysely'
import type { Db } from '../store/database.ts'

export interface Recipient {
  reviewId: number
  email: string
  /** Their own pen name that is concerned, so that a mail never ties two of them together. */
  name: string
  /** JSON. */
  preferences: string
  /** Who wrote the review or the answer. */
  by: string
  title: string
}

const WHO = [
  'review.id as reviewId',
  'account.id as accountId',
  'account.email',
  'account.preferences',
  'pseud.name',
  sql<string>`coalesce(writer.name, review.guest_name, 'Somebody')`.as('by'),
] as const

const isNotTheWriter = sql<boolean>`(writer.account_id is null or writer.account_id <> account.id)`

/** The creators of what these reviews are about, without those who review themselves. */
export async function listReviewed(db: Db, reviewIds: readonly number[]): Promise<Recipient[]> {
  const [ofWorks, ofSeries] = [await listCreators(db, reviewIds), await listSeriesOwners(db, reviewIds)]
  return onceEach([...ofWorks, ...ofSeries])
}

/** The writers of the reviews that these answers are for. */
export async function listWritersAnswered(db: Db, answerIds: readonly number[]): Promise<Recipient[]> {
  if (answerIds.length === 0) return []
  const rows = await newReviews(db, answerIds)
    .innerJoin('review as answered', 'answered.id', 'review.parent_id')
    .innerJoin('pseud', 'pseud.id', 'answered.pseud_id')
    .innerJoin('account', 'account.id', 'pseud.account_id')
    .leftJoin('work', 'work.id', 'review.work_id')
    .leftJoin('series', 'series.id', 'review.series_id')
    .where('account.state', '=', 'active')
    .where('work.hidden_at', 'is', null)
    .where('work.deleted_at', 'is', null)
    .where('series.hidden_at', 'is', null)
    .where(isNotTheWriter)
    .select(WHO)
    .select((eb) => eb.fn.coalesce('work.title', 'series.title', eb.val('')).as('title'))
    .execute()
  return onceEach(rows)
}

async function listCreators(db: Db, reviewIds: readonly number[]) {
  if (reviewIds.length === 0) return []
  return newReviews(db, reviewIds)
    .innerJoin('work', 'work.id', 'review.work_id')
    .innerJoin('creator', 'creator.work_id', 'work.id')
    .innerJoin('pseud', 'pseud.id', 'creator.pseud_id')
    .innerJoin('account', 'account.id', 'pseud.account_id')
    .where('work.deleted_at', 'is', null)
    .where('account.state', '=', 'active')
    .where(isNotTheWriter)
    .select([...WHO, 'work.title'])
    .orderBy('review.id')
    .orderBy('creator.position')
    .execute()
}

async function listSeriesOwners(db: Db, reviewIds: readonly number[]) {
  if (reviewIds.length === 0) return []
  return newReviews(db, reviewIds)
    .where('review.work_id', 'is', null)
    .innerJoin('series', 'series.id', 'review.series_id')
    .innerJoin('pseud', 'pseud.id', 'series.pseud_id')
    .innerJoin('account', 'account.id', 'pseud.account_id')
    .where('account.state', '=', 'active')
    .where(isNotTheWriter)
    .select([...WHO, 'series.title'])
    .orderBy('review.id')
    .execute()
}

/** What was hidden or taken back meanwhile is told to nobody. */
function newReviews(db: Db, ids: readonly number[]) {
  return db
    .selectFrom('review')
    .leftJoin('pseud as writer', 'writer.id', 'review.pseud_id')
    .where('review.id', 'in', [...ids])
    .where('review.hidden_at', 'is', null)
    .where('review.deleted_at', 'is', null)
}

type Row = Omit<Recipient, 'email'> & { accountId: number; email: string | null }

/** Two pen names of one account on one work are one reader of mails. */
function onceEach(rows: readonly Row[]): Recipient[] {
  const seen = new Set<string>()
  return rows.flatMap(({ accountId, email, ...row }) => {
    const key = `${row.reviewId} ${accountId}`
    if (email === null || seen.has(key)) return []
    seen.add(key)
    return [{ ...row, email }]
  })
}
