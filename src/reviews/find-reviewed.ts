import { notAllowed, notFound } from '../errors.ts'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { findSeries, type FoundSeries } from '../works/find-series.ts'
import { findWork, type FoundWork } from '../works/find-work.ts'
import { gateBefore } from '../works/gates.ts'
import type { ReviewTarget } from './review.ts'

/** What a review is about, as far as the viewer may know of it. */
export type Reviewed =
  | { kind: 'work'; work: FoundWork; chapter: ReviewedChapter | null; isCreator: boolean }
  | { kind: 'series'; series: FoundSeries; isCreator: boolean }

/** By the choice of its authors; a series has no such choice. */
export function isWithoutReviews(reviewed: Reviewed): boolean {
  return reviewed.kind === 'work' && reviewed.work.isWithoutReviews
}

export interface ReviewedChapter {
  id: number
  title: string
  position: number
  postedAt: number | null
}

/** The door: refuses with not_found. What is behind a gate is returned all the same, as the gate stands in its place. */
export async function findReviewed(db: Db, viewer: Viewer, target: ReviewTarget): Promise<Reviewed> {
  if (target.kind === 'series') {
    const series = await findSeries(db, viewer, target.seriesId)
    const isCreator = viewer.kind === 'member' && series.author?.accountId === viewer.accountId
    return { kind: 'series', series, isCreator }
  }
  const work = await findWork(db, viewer, target.workId)
  const chapter = target.kind === 'chapter' ? await findChapter(db, work, target.chapterId) : null
  return { kind: 'work', work, chapter, isCreator: work.isCreator }
}

/** The same for whoever writes: behind a closed gate there is nothing to write about. */
export async function findReviewedToWrite(db: Db, viewer: Viewer, target: ReviewTarget): Promise<Reviewed> {
  const reviewed = await findReviewed(db, viewer, target)
  if (reviewed.kind === 'series') return reviewed
  if (gateBefore(reviewed.work.gates, viewer, reviewed.isCreator) !== null) throw notFound('Work')
  const isThere = reviewed.work.state === 'posted' && (!reviewed.chapter || reviewed.chapter.postedAt !== null)
  if (!isThere) throw notAllowed('Only what is posted can be reviewed.')
  return reviewed
}

const findRow = prepare<{ workId: number; chapterId: number }>()((db, param) =>
  db
    .selectFrom('chapter')
    .where('chapter.id', '=', param('chapterId'))
    .where('chapter.work_id', '=', param('workId'))
    .select(['chapter.id', 'chapter.title', 'chapter.position', 'chapter.posted_at as postedAt']),
)

async function findChapter(db: Db, work: FoundWork, chapterId: number): Promise<ReviewedChapter> {
  const [chapter] = await findRow(db, { workId: work.id, chapterId })
  if (!chapter || (chapter.postedAt === null && !work.seesDrafts)) throw notFound('Chapter')
  return chapter
}
