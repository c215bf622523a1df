import type { Db } from '../../../store/database.ts'
import { padded } from '../../../store/in-list.ts'
import { insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import type { Amend, Move, OldRow } from '../moving.ts'
import type { Row } from '../read/row.ts'
import { fingerprintOf } from '../written.ts'
import { DoubledRows } from './doubled-rows.ts'

/** Stories that members kept track of, with when they last read in them. Needs members and works. */
export async function moveTracker(move: Move): Promise<void> {
  if (!move.spool.tables.has(move.site.table('tracker'))) return
  const doubles = new DoubledRows()
  await moveRows(move, {
    table: 'tracker',
    legacy: 'tracker',
    phase: 'favourites',
    order: ['sid', 'uid'],
    idOf: (row) => {
      const name = `${row.integer('sid')}/${row.integer('uid')}`
      return doubles.number(name, name)
    },
    write: (db, rows) => writeTracked(move, db, rows),
    amend: amendOf(move),
  })
}

interface Tracked {
  id: string
  row: Row
  workId: number
  accountId: number
  /** Milliseconds; null for a zero date. */
  readAt: number | null
}

async function writeTracked(move: Move, db: Db, rows: readonly OldRow[]): Promise<Map<string, number>> {
  const tracked = await place(move, db, rows)
  const known = await listFollowed(db, tracked)
  const fresh = new Map(tracked.filter((each) => !known.has(keyOf(each))).map((each) => [keyOf(each), each] as const))
  const ids = await insertAll(
    db,
    'subscription',
    [...fresh.values()].map(({ accountId, workId }) => ({
      account_id: accountId,
      work_id: workId,
      series_id: null,
      pseud_id: null,
      tag_id: null,
      created_at: move.now,
    })),
  )
  ;[...fresh.keys()].forEach((key, index) => known.set(key, ids[index]!))
  await notePlaces(db, tracked)
  const written = new Map<string, number>()
  const first = new Set<string>()
  for (const each of tracked) {
    const key = keyOf(each)
    const isDouble = each.id.includes('#') || first.has(key)
    if (!isDouble) written.set(each.id, known.get(key)!)
    else {
      await move.legacy.record(db, 'tracker', [
        { oldId: each.id, newId: known.get(key)!, fingerprint: fingerprintOf(each.row) },
      ])
      move.ledger.except('tracker', each.id, 'merged', 'stands there more than once; the last time of reading counts')
    }
    first.add(key)
  }
  return written
}

async function place(move: Move, db: Db, rows: readonly OldRow[]): Promise<Tracked[]> {
  const works = await move.legacy.find(
    db,
    'story',
    rows.map(({ row }) => row.integer('sid')),
  )
  const pseuds = await move.legacy.find(
    db,
    'member',
    rows.map(({ row }) => row.integer('uid')),
  )
  const owners =
    pseuds.size === 0
      ? []
      : await db
          .selectFrom('pseud')
          .select(['id', 'account_id'])
          .where('id', 'in', padded([...new Set(pseuds.values())]))
          .execute()
  const accounts = new Map(owners.map((owner) => [owner.id, owner.account_id]))
  return rows.flatMap(({ id, row }) => {
    const workId = works.get(String(row.integer('sid')))
    const accountId = accounts.get(pseuds.get(String(row.integer('uid'))) ?? 0)
    if (workId === undefined || accountId === undefined) {
      const lost = workId === undefined ? `story ${row.integer('sid')}` : `member ${row.integer('uid')}`
      move.ledger.except('tracker', id, 'dropped', `${lost} does not exist`)
      return []
    }
    return [{ id, row, workId, accountId, readAt: readAtOf(move, row) }]
  })
}

function readAtOf(move: Pick<Move, 'zone'>, row: Row): number | null {
  const seconds = row.seconds('last_read', move.zone)
  return seconds === null ? null : seconds * 1000
}

function keyOf({ accountId, workId }: Pick<Tracked, 'accountId' | 'workId'>): string {
  return `${accountId} ${workId}`
}

async function listFollowed(db: Db, tracked: readonly Tracked[]): Promise<Map<string, number>> {
  if (tracked.length === 0) return new Map()
  const rows = await db
    .selectFrom('subscription')
    .where('account_id', 'in', padded([...new Set(tracked.map(({ accountId }) => accountId))]))
    .where('work_id', 'in', padded([...new Set(tracked.map(({ workId }) => workId))]))
    .select(['id', 'account_id', 'work_id'])
    .execute()
  return new Map(rows.map(({ id, account_id, work_id }) => [keyOf({ accountId: account_id, workId: work_id! }), id]))
}

/** The latest time counts, also over one that the archive has noted since. */
async function notePlaces(db: Db, tracked: readonly Pick<Tracked, 'accountId' | 'workId' | 'readAt'>[]) {
  for (const { accountId, workId, readAt } of tracked) {
    if (readAt === null) continue
    await db
      .insertInto('reading_place')
      .values({ account_id: accountId, work_id: workId, read_at: readAt })
      .onConflict((conflict) =>
        conflict
          .columns(['account_id', 'work_id'])
          .doUpdateSet({ read_at: readAt })
          .where('reading_place.read_at', '<', readAt),
      )
      .execute()
  }
}

/** Only a later time of reading comes over; an earlier one than the archive knows is no news. */
function amendOf(move: Move): Amend {
  return {
    drafted: ({ row }) => ({ readAt: readAtOf(move, row) }),
    present: async (db, ids) => {
      const rows = await db
        .selectFrom('subscription')
        .leftJoin('reading_place as place', (join) =>
          join
            .onRef('place.account_id', '=', 'subscription.account_id')
            .onRef('place.work_id', '=', 'subscription.work_id'),
        )
        .where('subscription.id', 'in', [...ids])
        .select(['subscription.id', 'place.read_at as readAt'])
        .execute()
      return new Map(rows.map(({ id, readAt }) => [id, { readAt }]))
    },
    change: async (db, amendments) => {
      for (const { id, fields } of amendments) {
        const followed = await db
          .selectFrom('subscription')
          .where('id', '=', id)
          .select(['account_id', 'work_id'])
          .executeTakeFirstOrThrow()
        const readAt = typeof fields.readAt === 'number' ? fields.readAt : null
        if (followed.work_id === null) continue
        await notePlaces(db, [{ accountId: followed.account_id, workId: followed.work_id, readAt }])
      }
    },
  }
}
