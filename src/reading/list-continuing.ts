import type { Member } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { hiddenFrom, isShownTo } from '../works/hidden-from.ts'
import { leastAudience } from '../works/visibility.ts'
import { settlePlaces } from './keep-places.ts'
import { listReaderMarks, type NextPlace, type ReaderMark } from './list-reader-marks.ts'

export interface ContinuedWork {
  id: number
  title: string
  language: string
  chapterCount: number
  mark: ReaderMark & { next: NextPlace }
}

/** So many of the latest are looked at; among them are some that were read to their end. */
const LOOKED_AT = 30

/** The works that the member is in the middle of, finds in lists and does not hide, the latest first; two queries. */
export async function listContinuing(db: Db, member: Member, limit: number): Promise<ContinuedWork[]> {
  await settlePlaces(db, member.accountId)
  const rows = await db
    .selectFrom('reading_place as place')
    .innerJoin('work', 'work.id', 'place.work_id')
    .where('place.account_id', '=', member.accountId)
    .where('place.noted_at', 'is not', null)
    .where('work.audience', '>=', leastAudience(member))
    .where(isShownTo(hiddenFrom(member)))
    .select(['work.id', 'work.title', 'work.language', 'work.chapter_count as chapterCount'])
    .orderBy('place.noted_at', 'desc')
    .orderBy('place.work_id')
    .limit(LOOKED_AT)
    .execute()
  const { marks } = await listReaderMarks(
    db,
    member,
    rows.map(({ id }) => id),
  )
  const continued = rows.flatMap((work) => {
    const mark = marks.get(work.id)
    return mark?.next ? [{ ...work, mark: { ...mark, next: mark.next } }] : []
  })
  return continued.slice(0, limit)
}
