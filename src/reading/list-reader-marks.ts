import { sql } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { idParams, type IdValues, idValues } from '../store/prepared-ids.ts'
import { settlePlaces } from './keep-places.ts'
import type { ShelfKind } from './shelf.ts'
import { gatherShelves, type WorkShelves } from './work-shelves.ts'

/** What a list tells a member of a work that they have begun. */
export interface ReaderMark {
  /** Posted chapters that the member has not read. */
  unread: number
  /** The chapter that they were in, counted among the posted ones from 1; 0: before the first. */
  here: number
  /** Where they go on; null: they were at the end, and nothing is unread. */
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
const IS_UNREAD = sql`not exists (select 1 from read_mark mark where mark.account_id = place.account_id
  and mark.chapter_id = chapter.id and mark.read_at is not null)`
const POSTED = sql`from chapter where chapter.work_id = place.work_id and chapter.posted_at is not null`

const listRows = prepare<IdValues & { accountId: number }, string>()((db, param, shape) =>
  db
    .selectFrom('reading_place as place')
    .where('place.account_id', '=', param('accountId'))
    .where('place.work_id', 'in', idParams(param, shape))
    .where('place.noted_at', 'is not', null)
    .select([
      sql<number | null>`place.work_id`.as('workId'),
      'place.chapter_id as placeChapterId',
      'place.paragraph',
      'place.at_end as atEnd',
      sql<number>`(select count(*) ${POSTED} and ${IS_UNREAD})`.as('unread'),
      sql<number>`(select count(*) ${POSTED})`.as('posted'),
      sql<number>`case when place.at_end = 1 then (select count(*) ${POSTED} and chapter.position <=
        (select chapter.position ${POSTED} and ${IS_UNREAD} order by chapter.position limit 1)) else 0 end`.as(
        'firstUnread',
      ),
      sql<number>`(select count(*) ${POSTED} and chapter.position <= ${HERE})`.as('upToHere'),
      sql<number | null>`case when place.at_end = 1 then coalesce(
          (select chapter.id ${POSTED} and chapter.position > ${HERE} order by chapter.position limit 1),
          (select chapter.id ${POSTED} and ${IS_UNREAD} order by chapter.position limit 1))
        else coalesce(
          (select chapter.id ${POSTED} and chapter.position <= ${HERE} order by chapter.position desc limit 1),
          (select chapter.id ${POSTED} order by chapter.position limit 1)) end`.as('chapterId'),
      sql<number | null>`null`.as('shelfId'),
      sql<ShelfKind | null>`null`.as('kind'),
      sql<string | null>`null`.as('name'),
      sql<string | null>`null`.as('slug'),
      sql<number | null>`null`.as('position'),
    ])
    .unionAll(shelfRows(db, param('accountId'), idParams(param, shape))),
)

/** Every shelf of the member, once for each of the works on it or with none. */
function shelfRows(db: Db, accountId: number, workIds: number[]) {
  return db
    .selectFrom('shelf')
    .leftJoin('bookmark', (join) =>
      join.onRef('bookmark.shelf_id', '=', 'shelf.id').on('bookmark.work_id', 'in', workIds),
    )
    .where('shelf.account_id', '=', accountId)
    .select([
      'bookmark.work_id as workId',
      sql<number | null>`null`.as('placeChapterId'),
      sql<number>`0`.as('paragraph'),
      sql<number>`0`.as('atEnd'),
      sql<number>`0`.as('unread'),
      sql<number>`0`.as('posted'),
      sql<number>`0`.as('firstUnread'),
      sql<number>`0`.as('upToHere'),
      sql<number | null>`null`.as('chapterId'),
      'shelf.id as shelfId',
      'shelf.kind',
      'shelf.name',
      'shelf.slug',
      'shelf.position',
    ])
}

type Row = Awaited<ReturnType<typeof listRows>>[number]

export interface ReaderMarks {
  /** By work, for those that the member has begun. */
  marks: ReadonlyMap<number, ReaderMark>
  /** Where a work stands among the member's shelves; null: guests have none. */
  shelvesOf: (workId: number) => WorkShelves | null
}

const NO_MARKS: ReaderMarks = { marks: new Map(), shelvesOf: () => null }

/**
 * Nothing for guests. One query however many works. It says nothing of who may see a work: ask only about those that
 * the viewer does.
 */
export async function listReaderMarks(db: Db, viewer: Viewer, workIds: readonly number[]): Promise<ReaderMarks> {
  if (viewer.kind === 'guest' || workIds.length === 0) return NO_MARKS
  await settlePlaces(db, viewer.accountId)
  const { values, shape } = idValues(workIds)
  const rows = await listRows(db, { ...values, accountId: viewer.accountId }, shape)
  const begun = rows.filter((row) => row.shelfId === null)
  const { shelvesOf } = gatherShelves(rows)
  const marks = new Map(
    begun.map((row) => [row.workId!, { unread: row.unread, here: row.upToHere, next: nextOf(row) }]),
  )
  return { marks, shelvesOf }
}

/** After the last chapter, with the first that is unread: one that came in between, or was passed over. */
function nextOf({ chapterId, placeChapterId, upToHere, posted, firstUnread, paragraph, atEnd }: Row): NextPlace | null {
  if (chapterId === null) return null
  const number = upToHere < posted ? upToHere + 1 : firstUnread
  if (atEnd === 1) return { chapterId, number, hasParagraph: false }
  const hasParagraph = paragraph > 0 && chapterId === placeChapterId
  return { chapterId, number: Math.max(1, upToHere), hasParagraph }
}
