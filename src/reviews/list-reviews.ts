// The reviews of one target, newest first, with their answers: at most two queries, however many there are.
import type { ExpressionBuilder } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare, whole } from '../store/prepared.ts'
import { groupedBy, idParams, type IdValues, idValues } from '../store/prepared-ids.ts'
import type { Tables } from '../store/tables.ts'
import { canDeleteReview, canEditReview } from './permissions.ts'
import { idOfTarget, type Reply, type Review, type ReviewTarget, type TargetKind, type Words } from './review.ts'

interface Slice {
  targetId: number
  limit: number
  offset: number
}

/** Reviews, not answers, that are there to be seen; what was deleted but answered keeps its place. */
export function reviewsOf(db: Db, kind: TargetKind, targetId: number) {
  return db
    .selectFrom('review')
    .where(`review.${kind}_id`, '=', targetId)
    .where('review.parent_id', 'is', null)
    .where('review.hidden_at', 'is', null)
}

const WORDS = [
  'review.id',
  'review.guest_name',
  'review.body_html',
  'review.posted_at',
  'review.edited_at',
  'pseud.name',
  'pseud.slug',
  'pseud.account_id',
] as const

const listRows = prepare<Slice, TargetKind>()((db, param, kind) =>
  reviewsOf(db, kind, param('targetId'))
    .orderBy('review.created_at', 'desc')
    .orderBy('review.id', 'desc')
    .limit(whole(param('limit')))
    .offset(whole(param('offset')))
    .leftJoin('pseud', 'pseud.id', 'review.pseud_id')
    .leftJoin('chapter', (join) =>
      join.onRef('chapter.id', '=', 'review.chapter_id').on('chapter.posted_at', 'is not', null),
    )
    .select(WORDS)
    .select([
      'review.score',
      'review.score_scale',
      'review.deleted_at',
      'review.work_id',
      'chapter.id as chapter_id',
      'chapter.title as chapter_title',
      'chapter.position as chapter_position',
    ])
    .select((eb) =>
      eb
        .exists(eb.selectFrom('review as answer').whereRef('answer.parent_id', '=', 'review.id').select('answer.id'))
        .as('is_answered'),
    ),
)

const listReplies = prepare<IdValues, string>()((db, param, shape) =>
  db
    .selectFrom('review')
    .leftJoin('pseud', 'pseud.id', 'review.pseud_id')
    .where('review.parent_id', 'in', idParams(param, shape))
    .where('review.deleted_at', 'is', null)
    .where('review.hidden_at', 'is', null)
    .orderBy('review.id')
    .select(WORDS)
    .select('review.parent_id')
    .select((eb) => eb.or([isByCreator(eb), isByOwner(eb)]).as('is_by_creator')),
)

type Row = Awaited<ReturnType<typeof listRows>>[number]
type ReplyRow = Awaited<ReturnType<typeof listReplies>>[number]

export async function listReviews(
  db: Db,
  viewer: Viewer,
  target: ReviewTarget,
  slice: { limit: number; offset: number },
): Promise<Review[]> {
  const values = { targetId: idOfTarget(target), limit: slice.limit, offset: slice.offset }
  const rows = await listRows(db, values, target.kind)
  const answered = rows.filter((row) => row.is_answered).map((row) => row.id)
  const replies = answered.length === 0 ? [] : await repliesTo(db, answered)
  const answers = groupedBy(replies, (reply) => reply.parent_id!)
  return rows.map((row) => toReview(row, answers.get(row.id) ?? [], viewer))
}

function repliesTo(db: Db, reviewIds: readonly number[]): Promise<ReplyRow[]> {
  const { values, shape } = idValues(reviewIds)
  return listReplies(db, values, shape)
}

/** Whether the answer's account is one of those that created the reviewed work, under whatever pen name. */
function isByCreator(eb: ExpressionBuilder<Tables & { pseud: NullablePseud }, 'review' | 'pseud'>) {
  return eb.exists(
    eb
      .selectFrom('creator')
      .innerJoin('pseud as maker', 'maker.id', 'creator.pseud_id')
      .whereRef('creator.work_id', '=', 'review.work_id')
      .whereRef('maker.account_id', '=', 'pseud.account_id')
      .select('creator.work_id'),
  )
}

function isByOwner(eb: ExpressionBuilder<Tables & { pseud: NullablePseud }, 'review' | 'pseud'>) {
  return eb.exists(
    eb
      .selectFrom('series')
      .innerJoin('pseud as maker', 'maker.id', 'series.pseud_id')
      .whereRef('series.id', '=', 'review.series_id')
      .whereRef('maker.account_id', '=', 'pseud.account_id')
      .select('series.id'),
  )
}

type NullablePseud = { [Column in keyof Tables['pseud']]: Tables['pseud'][Column] | null }

/** The longest time that JavaScript knows; imported dates may lie beyond it. */
const END_OF_TIME = 8.64e15

function toReview(row: Row, replies: ReplyRow[], viewer: Viewer): Review {
  const isDeleted = row.deleted_at !== null
  return {
    ...toWords(row, viewer),
    ...(isDeleted && { mayEdit: false, mayDelete: false }),
    score: row.score === null || row.score_scale === null ? null : { value: row.score, scale: row.score_scale },
    chapter: chapterOf(row),
    isDeleted,
    replies: replies.map((reply): Reply => ({ ...toWords(reply, viewer), isByCreator: Boolean(reply.is_by_creator) })),
  }
}

function chapterOf(row: Row): Review['chapter'] {
  if (row.chapter_id === null || row.work_id === null) return null
  return {
    id: row.chapter_id,
    workId: row.work_id,
    title: row.chapter_title ?? '',
    position: row.chapter_position ?? 0,
  }
}

function toWords(row: Row | ReplyRow, viewer: Viewer): Words {
  const signed = { accountId: row.account_id }
  return {
    id: row.id,
    author: row.name === null || row.slug === null ? null : { name: row.name, slug: row.slug },
    guestName: row.guest_name ?? '',
    bodyHtml: row.body_html,
    postedAt: row.posted_at !== null && Math.abs(row.posted_at) <= END_OF_TIME ? row.posted_at : null,
    editedAt: row.edited_at,
    mayEdit: canEditReview(viewer, signed),
    mayDelete: canDeleteReview(viewer, signed),
  }
}
