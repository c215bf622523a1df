import type { Db } from '../../store/database.ts'
import { countDownload } from '../../works/count-reads.ts'
import type { C } from '../respond.ts'
import { isReader } from '../works/is-reader.ts'

/** For the end of an answer that held the whole book. Authors' own copies do not count. */
export function noteDownload(c: C, db: Db, work: { id: number; isCreator: boolean }): void {
  if (isReader(c, work)) countDownload(db, work.id)
}
