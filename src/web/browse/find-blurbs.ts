import type { Viewer } from '../../people/viewer.ts'
import { listReaderMarks } from '../../reading/list-reader-marks.ts'
import { countKudosOfWorks } from '../../reviews/count-kudos.ts'
import { countReviewsOfWorks } from '../../reviews/count-reviews.ts'
import type { Db } from '../../store/database.ts'
import { listBlurbs } from '../../works/list-blurbs.ts'
import type { BlurbProps } from '../ui/blurb.ts'

/** What a list shows, in the order of the ids; five queries, one more for members, or none for no works. */
export async function findBlurbs(db: Db, viewer: Viewer, workIds: readonly number[]): Promise<BlurbProps[]> {
  const [works, reviews, kudos, reader] = await Promise.all([
    listBlurbs(db, viewer, workIds),
    countReviewsOfWorks(db, workIds),
    countKudosOfWorks(db, workIds),
    listReaderMarks(db, viewer, workIds),
  ])
  return works.map((work) => ({
    ...work,
    reviewCount: reviews.get(work.id) ?? 0,
    kudosCount: kudos.get(work.id) ?? 0,
    mark: reader.marks.get(work.id) ?? null,
    shelves: reader.shelvesOf(work.id),
  }))
}
