import { sql } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { FAVOURITES } from './shelf.ts'

/** What a member keeps of a work or an author. */
export interface Reader {
  /** Among the favourites, with this number; null: not there. */
  bookmarkId: number | null
  follows: boolean
  /** When they last read in the work they follow; null: not known. */
  readAt: number | null
}

const ofWork = prepare<{ accountId: number; workId: number }>()((db, param) =>
  db.selectNoFrom((eb) => [
    eb
      .selectFrom('bookmark')
      .innerJoin('shelf', 'shelf.id', 'bookmark.shelf_id')
      .where('shelf.account_id', '=', param('accountId'))
      .where('shelf.slug', '=', FAVOURITES.slug)
      .where('bookmark.work_id', '=', param('workId'))
      .select('bookmark.id')
      .as('bookmarkId'),
    eb
      .selectFrom('subscription')
      .where('account_id', '=', param('accountId'))
      .where('work_id', '=', param('workId'))
      .select(sql<number>`1`.as('one'))
      .as('follows'),
    eb
      .selectFrom('reading_place')
      .where('account_id', '=', param('accountId'))
      .where('work_id', '=', param('workId'))
      .select('read_at')
      .as('readAt'),
  ]),
)

/** Null for guests, who keep nothing here; one query for members. */
export async function findReaderOfWork(db: Db, viewer: Viewer, workId: number): Promise<Reader | null> {
  if (viewer.kind === 'guest') return null
  const [row] = await ofWork(db, { accountId: viewer.accountId, workId })
  return row ? { bookmarkId: row.bookmarkId, follows: row.follows !== null, readAt: row.readAt } : null
}

const ofAuthor = prepare<{ accountId: number; pseudId: number }>()((db, param) =>
  db.selectNoFrom((eb) => [
    eb
      .selectFrom('bookmark')
      .innerJoin('shelf', 'shelf.id', 'bookmark.shelf_id')
      .where('shelf.account_id', '=', param('accountId'))
      .where('shelf.slug', '=', FAVOURITES.slug)
      .where('bookmark.pseud_id', '=', param('pseudId'))
      .select('bookmark.id')
      .as('bookmarkId'),
    eb
      .selectFrom('subscription')
      .where('account_id', '=', param('accountId'))
      .where('pseud_id', '=', param('pseudId'))
      .select(sql<number>`1`.as('one'))
      .as('follows'),
  ]),
)

export async function findReaderOfAuthor(db: Db, viewer: Viewer, pseudId: number): Promise<Reader | null> {
  if (viewer.kind === 'guest') return null
  const [row] = await ofAuthor(db, { accountId: viewer.accountId, pseudId })
  return row ? { bookmarkId: row.bookmarkId, follows: row.follows !== null, readAt: null } : null
}

const ofSeries = prepare<{ accountId: number; seriesId: number }>()((db, param) =>
  db
    .selectFrom('bookmark')
    .innerJoin('shelf', 'shelf.id', 'bookmark.shelf_id')
    .where('shelf.account_id', '=', param('accountId'))
    .where('shelf.slug', '=', FAVOURITES.slug)
    .where('bookmark.series_id', '=', param('seriesId'))
    .select('bookmark.id'),
)

export async function findReaderOfSeries(db: Db, viewer: Viewer, seriesId: number): Promise<Reader | null> {
  if (viewer.kind === 'guest') return null
  const [row] = await ofSeries(db, { accountId: viewer.accountId, seriesId })
  return { bookmarkId: row?.id ?? null, follows: false, readAt: null }
}
