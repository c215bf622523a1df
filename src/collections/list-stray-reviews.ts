// Reviews of recommendations, and those of what was gone before they came here.
import { notAllowed, notFound } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import { isModerator, type Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { offsetOf, type Paged, paged, type Paging } from '../store/paging.ts'
import type { Score } from '../reviews/review.ts'

export interface StrayReview {
  id: number
  /** 'work', 'series', 'recommendation', or a word of the old software. */
  about: string
  aboutNumber: number
  author: { name: string; slug: string } | null
  guestName: string
  bodyHtml: string
  score: Score | null
  postedAt: number | null
  replies: Array<Pick<StrayReview, 'id' | 'author' | 'guestName' | 'bodyHtml' | 'postedAt'>>
}

function strays(db: Db) {
  return db
    .selectFrom('stray_review as review')
    .leftJoin('pseud', 'pseud.id', 'review.pseud_id')
    .where('review.deleted_at', 'is', null)
    .select([
      'review.id',
      'review.about',
      'review.about_number as aboutNumber',
      'review.parent_id as parentId',
      'review.guest_name as guestName',
      'review.body_html as bodyHtml',
      'review.score',
      'review.score_scale as scoreScale',
      'review.posted_at as postedAt',
      'pseud.name',
      'pseud.slug',
    ])
}

type Row = Awaited<ReturnType<ReturnType<typeof strays>['execute']>>[number]

function toReview(row: Row, replies: readonly Row[]): StrayReview {
  const score = row.score === null || row.scoreScale === null ? null : { value: row.score, scale: row.scoreScale }
  return {
    id: row.id,
    about: row.about,
    aboutNumber: row.aboutNumber,
    author: row.name === null || row.slug === null ? null : { name: row.name, slug: row.slug },
    guestName: row.guestName ?? '',
    bodyHtml: row.bodyHtml,
    score,
    postedAt: row.postedAt,
    replies: replies.map((reply) => toReview(reply, [])),
  }
}

async function withReplies(db: Db, rows: readonly Row[]): Promise<StrayReview[]> {
  const replies =
    rows.length === 0
      ? []
      : await strays(db)
          .where(
            'review.parent_id',
            'in',
            rows.map((row) => row.id),
          )
          .orderBy('review.id')
          .execute()
  const byParent = Map.groupBy(replies, (reply) => reply.parentId!)
  return rows.map((row) => toReview(row, byParent.get(row.id) ?? []))
}

/** Of a recommendation; the caller has asked who may see it. */
export async function listReviewsOfRecommendation(
  db: Db,
  recommendationId: number,
  paging: Paging,
): Promise<Paged<StrayReview>> {
  const all = db
    .selectFrom('stray_review')
    .where('recommendation_id', '=', recommendationId)
    .where('parent_id', 'is', null)
    .where('deleted_at', 'is', null)
  const { total } = await all.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await strays(db)
    .where('review.recommendation_id', '=', recommendationId)
    .where('review.parent_id', 'is', null)
    .orderBy('review.created_at', 'desc')
    .orderBy('review.id', 'desc')
    .limit(paging.perPage)
    .offset(offsetOf(paging))
    .execute()
  return paged(await withReplies(db, rows), total, paging)
}

/** Those that belong to nothing here, for moderators. */
export async function listStrayReviews(db: Db, member: Member, paging: Paging): Promise<Paged<StrayReview>> {
  if (!isModerator(member)) throw notAllowed('Only moderators see these.')
  const { total } = await db
    .selectFrom('stray_review')
    .where('recommendation_id', 'is', null)
    .where('parent_id', 'is', null)
    .where('deleted_at', 'is', null)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await strays(db)
    .where('review.recommendation_id', 'is', null)
    .where('review.parent_id', 'is', null)
    .orderBy('review.created_at', 'desc')
    .orderBy('review.id', 'desc')
    .limit(paging.perPage)
    .offset(offsetOf(paging))
    .execute()
  return paged(await withReplies(db, rows), total, paging)
}

/** Its words are gone; only that it was there remains, so that it does not come again. Moderators alone. */
export async function deleteStrayReview(db: Db, member: Member, id: number, now: number): Promise<void> {
  if (!isModerator(member)) throw notAllowed('Only moderators delete these.')
  const found = await db
    .selectFrom('stray_review')
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .select(['id', 'body_source as words', 'guest_name as guestName'])
    .executeTakeFirst()
  if (!found) throw notFound('Review')
  const nothing = { body_source: '', body_html: '', score: null, score_scale: null, pseud_id: null, guest_name: null }
  await inTransaction(db, async (db) => {
    await db
      .updateTable('stray_review')
      .set({ ...nothing, deleted_at: now })
      .where((eb) => eb.or([eb('id', '=', id), eb('parent_id', '=', id)]))
      .execute()
    const detail = { by: found.guestName, words: found.words }
    const act = { accountId: member.accountId, action: 'review deleted', detail }
    await recordAct(db, { ...act, subject: { kind: 'stray_review', id } }, now)
  })
}
