import { sql } from 'kysely'
import type { Settings } from '../site/settings.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import type { ScoreScale } from '../store/tables/reviews.ts'
import { reviewsOf } from './list-reviews.ts'
import { idOfTarget, type ReviewTarget, type TargetKind } from './review.ts'

export interface ScoreTotal {
  scale: ScoreScale
  count: number
  /** Half-stars, or likes, in all. */
  sum: number
}

const totalRows = prepare<{ targetId: number; scale: ScoreScale }, TargetKind>()((db, param, kind) =>
  reviewsOf(db, kind, param('targetId'))
    .where('review.score_scale', '=', param('scale'))
    .where('review.deleted_at', 'is', null)
    .where('review.score', 'is not', null)
    .select((eb) => [eb.fn.countAll<number>().as('count'), sql<number>`coalesce(sum(review.score), 0)`.as('sum')]),
)

/** Of the scale that the archive asks for today; null where it asks for none or nobody gave one. */
export async function findScoreTotal(
  db: Db,
  target: ReviewTarget,
  scores: Settings['scores'],
): Promise<ScoreTotal | null> {
  if (scores === 'none') return null
  const [row] = await totalRows(db, { targetId: idOfTarget(target), scale: scores }, target.kind)
  return row && row.count > 0 ? { scale: scores, count: row.count, sum: row.sum } : null
}
