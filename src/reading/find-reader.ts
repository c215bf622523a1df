import { sql } from 'kysely'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'
import { FAVOURITES } from './shelf.ts'
import { gatherShelves, type WorkShelves } from './work-shelves.ts'

/** What a member keeps of a series or an author. */
export interface Reader {
  /** Among the favourites, with this number; null: not there. */
  bookmarkId: number | null
  follows: boolean
}

/** What a member keeps of a work. */
export interface ReaderOfWork {
  follows: boolean
  shelves: WorkShelves
}

const ofWork = prepare<{ accountId: number; workId: number }>()((db, param) =>
  db
    .selectFrom('account')
    .leftJoin('subscription', (join) =>
      join.onRef('subscription.account_id', '=', 'account.id').on('subscription.work_id', '=', param('workId')),
    )
    .leftJoin('shelf', 'shelf.account_id', 'account.id')
    .leftJoin('bookmark', (join) =>
      join.onRef('bookmark.shelf_id', '=', 'shelf.id').on('bookmark.work_id', '=', param('workId')),
    )
    .where('account.id', '=', param('accountId'))
    .select([
      'subscription.id as subscriptionId',
      'shelf.id as shelfId',
      'shelf.kind',
      'shelf.name',
      'shelf.slug',
      'shelf.position',
      'bookmark.work_id as workId',
    ]),
)

/** Null for guests, who keep nothing here; one query for members. */
export async function findReaderOfWork(db: Db, viewer: Viewer, workId: number): Promise<ReaderOfWork | null> {
  if (viewer.kind === 'guest') return null
  const rows = await ofWork(db, { accountId: viewer.accountId, workId })
  const { shelvesOf } = gatherShelves(rows)
  return {
    follows: rows.some((row) => row.subscriptionId !== null),
    shelves: shelvesOf(workId),
  }
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
  return row ? { bookmarkId: row.bookmarkId, follows: row.follows !== null } : null
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
  return { bookmarkId: row?.id ?? null, follows: false }
}
