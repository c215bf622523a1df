import type { Viewer } from '../../people/viewer.ts'
import { listReaderMarks } from '../../reading/list-reader-marks.ts'
import type { Db } from '../../store/database.ts'
import { listBlurbs } from '../../works/list-blurbs.ts'
import type { BlurbProps } from '../ui/blurb.ts'

/** What a list shows, in the order of the ids; two queries where the works are known, four where not, one more for members, or none for no works. */
export async function findBlurbs(db: Db, viewer: Viewer, workIds: readonly number[]): Promise<BlurbProps[]> {
  const [works, reader] = await Promise.all([listBlurbs(db, viewer, workIds), listReaderMarks(db, viewer, workIds)])
  return works.map((work) => ({
    ...work,
    mark: reader.marks.get(work.id) ?? null,
    shelves: reader.shelvesOf(work.id),
  }))
}
