import { sql } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../store/prepared-ids.ts'
import { settlePlaces } from './keep-places.ts'

/** What a list tells a member of a work that they have begun. */
export interface ReaderMark {
  /** Posted chapters that the member has not read. */
  unread: number
  /** The chapter that they were in, counted among the posted ones from 1; 0: before the first. */
  here: number
  /** Where they go on; null: at the end of what there is. */
  next: NextPlace | null
}

export interface NextPlace {
  chapterId: number
  /** Among the posted chapters, from 1. */
  number: number
  /** There is a paragraph to go on from, not only a chapter. */
  hasParagraph: boolean
}

/** Null: somebody with all chapters before them. The chapter of the place, or what is left of where it was. */
const HERE = sql`coalesce((select position from chapter where id = place.chapter_id), place.chapter_position - 1)`
const POSTED = sql`from chapter where chapter.work_id = place.work_id and chapter.posted_at is not null`

const listRows = prepare<IdValues & { accountId: number }, string>()((db, param, shape) =>
  db
    .selectFrom('reading_place as place')
    .where('place.account_id', '=', param('accountId'))
    .where('place.work_id', 'in', idParams(param, shape))
    .where('place.noted_at', 'is not', null)
    .select([
      'place.work_id as workId',
      'place.chapter_id as placeChapterId',
      'place.paragraph',
      'place.at_end as atEnd',
      sql<number>`(select count(*) ${POSTED} and not exists (select 1 from read_mark mark
        where mark.account_id = place.account_id and mark.chapter_id = chapter.id and mark.read_at is not null))`.as(
        'unread',
      ),
      sql<number>`(select count(*) ${POSTED} and chapter.position <= ${HERE})`.as('upToHere'),
      sql<number | null>`case when place.at_end = 1
        then (select chapter.id ${POSTED} and chapter.position > ${HERE} order by chapter.position limit 1)
        else coalesce(
          (select chapter.id ${POSTED} and chapter.position <= ${HERE} order by chapter.position desc limit 1),
          (select chapter.id ${POSTED} order by chapter.position limit 1)) end`.as('chapterId'),
    ]),
)

type Row = Awaited<ReturnType<typeof listRows>>[number]

/**
 * By work, for those that the member has begun; nothing for guests. One query however many works. It says nothing of
 * who may see a work: ask only about those that the viewer does.
 */
export async function listReaderMarks(
  db: Db,
  viewer: Viewer,
  workIds: readonly number[],
): Promise<Map<number, ReaderMark>> {
  if (viewer.kind === 'guest' || workIds.length === 0) return new Map()
  await settlePlaces(db, viewer.accountId)
  const { values, shape } = idValues(workIds)
  const rows = await listRows(db, { ...values, accountId: viewer.accountId }, shape)
  return new Map(rows.map((row) => [row.workId, { unread: row.unread, here: row.upToHere, next: nextOf(row) }]))
}

function nextOf({ chapterId, placeChapterId, upToHere, paragraph, atEnd }: Row): NextPlace | null {
  if (chapterId === null) return null
  if (atEnd === 1) return { chapterId, number: upToHere + 1, hasParagraph: false }
  const hasParagraph = paragraph > 0 && chapterId === placeChapterId
  return { chapterId, number: Math.max(1, upToHere), hasParagraph }
}
