// What stands under a chapter, a work or a series: the newest reviews and whether the viewer may add one.
import { sql } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Settings } from '../site/settings.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { accountOf } from '../works/visibility.ts'
import { listReviews, reviewsOf } from './list-reviews.ts'
import { canReply, type MayReview, mayReview } from './permissions.ts'
import { idOfTarget, type Review, type ReviewTarget, type TargetKind } from './review.ts'

export interface ReviewSection {
  target: ReviewTarget
  /** Newest first; on a section only the newest few. */
  reviews: Review[]
  /** Reviews, without answers and without those that were deleted. */
  total: number
  /** Those that take a place on the pages, deleted ones that were answered too. */
  placeCount: number
  mayReview: MayReview
  mayReply: boolean
  /** The viewer's pen names, the usual one first; empty for guests. */
  pseuds: Array<{ id: number; name: string }>
  scores: Settings['scores']
}

const NEWEST_FEW = 5

/**
 * For pages that have passed the door and the gates of the work or series already; it asks for neither.
 * Three queries, or two where none of the reviews has answers.
 */
export async function findReviewSection(
  db: Db,
  viewer: Viewer,
  target: ReviewTarget,
  settings: Pick<Settings, 'reviewsBy' | 'scores'> & Partial<Pick<Settings, 'authorsDelete'>>,
  slice = { limit: NEWEST_FEW, offset: 0 },
): Promise<ReviewSection> {
  const [reviews, standing] = await Promise.all([
    listReviews(db, viewer, target, slice),
    findStanding(db, viewer, target),
  ])
  const { isCreator, isWithoutReviews, ...counts } = standing
  const open = { ...settings, isWithoutReviews }
  const { authorsDelete = 'none' } = settings
  return {
    target,
    reviews:
      isCreator && authorsDelete !== 'none' ? reviews.map((review) => deletable(review, authorsDelete)) : reviews,
    ...counts,
    mayReview: mayReview(viewer, isCreator, open),
    mayReply: canReply(viewer, isCreator, open),
    scores: settings.scores,
  }
}

/** For a creator, where the archive lets creators delete. */
function deletable(review: Review, authorsDelete: Settings['authorsDelete']): Review {
  const isOfGuest = review.author === null
  return { ...review, mayDelete: !review.isDeleted && (review.mayDelete || authorsDelete === 'all' || isOfGuest) }
}

interface Values {
  targetId: number
  /** The work or the series. */
  wholeId: number
  accountId: number
}

// One row for each pen name of the viewer, one row for a guest, and every row carries the counts.
const standingRows = prepare<Values, TargetKind>()((db, param, kind) =>
  db
    .selectFrom(countOf(db, kind, param('targetId')).as('counted'))
    .leftJoin('pseud', (join) => join.on('pseud.account_id', '=', param('accountId')))
    .select(['counted.total', 'counted.place_count', 'pseud.id', 'pseud.name'])
    .select((kind === 'series' ? seriesOf : worksOf)(db, param('wholeId'), param('accountId')).as('made'))
    .select(kind === 'series' ? sql<number>`1`.as('reviews_on') : switchOf(db, param('wholeId')).as('reviews_on'))
    .orderBy('pseud.is_default', 'desc')
    .orderBy('pseud.id'),
)

function switchOf(db: Db, workId: number) {
  return db.selectFrom('work').where('work.id', '=', workId).select('work.reviews_on')
}

function countOf(db: Db, kind: TargetKind, targetId: number) {
  return reviewsOf(db, kind, targetId).select((eb) => [
    eb.fn.countAll<number>().as('place_count'),
    eb.fn.countAll<number>().filterWhere('review.deleted_at', 'is', null).as('total'),
  ])
}

// How many of the whole's creators are the viewer, in two forms.
function worksOf(db: Db, workId: number, accountId: number) {
  return db
    .selectFrom('creator')
    .innerJoin('pseud as maker', 'maker.id', 'creator.pseud_id')
    .where('creator.work_id', '=', workId)
    .where('maker.account_id', '=', accountId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
}

function seriesOf(db: Db, seriesId: number, accountId: number) {
  return db
    .selectFrom('series')
    .innerJoin('pseud as maker', 'maker.id', 'series.pseud_id')
    .where('series.id', '=', seriesId)
    .where('maker.account_id', '=', accountId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
}

async function findStanding(db: Db, viewer: Viewer, target: ReviewTarget) {
  const wholeId = target.kind === 'series' ? target.seriesId : target.workId
  const values = { targetId: idOfTarget(target), wholeId, accountId: accountOf(viewer) }
  const rows = await standingRows(db, values, target.kind)
  const first = rows[0]!
  return {
    total: first.total,
    placeCount: first.place_count,
    isCreator: (first.made ?? 0) > 0,
    isWithoutReviews: first.reviews_on === 0,
    pseuds: rows.flatMap(({ id, name }) => (id === null || name === null ? [] : [{ id, name }])),
  }
}
