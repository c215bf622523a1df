import { openShelves } from '../../../reading/open-shelves.ts'
import type { Db } from '../../../store/database.ts'
import { padded } from '../../../store/in-list.ts'
import { type LegacyKind, insertAll } from '../legacy.ts'
import { moveRows } from '../move.ts'
import type { Amend, Move, OldRow } from '../moving.ts'
import type { Row } from '../read/row.ts'
import { type Rich, rich } from '../text/to-text.ts'
import { carryAlerts } from './carry-alerts.ts'
import { fingerprintOf } from '../written.ts'
import { DoubledRows, nameOf } from './doubled-rows.ts'

export type FavouriteKind = 'ST' | 'SE' | 'AU'
export type Column = 'work_id' | 'series_id' | 'pseud_id'

const KINDS: Readonly<Record<FavouriteKind, { legacy: LegacyKind; column: Column; what: string }>> = {
  ST: { legacy: 'story', column: 'work_id', what: 'story' },
  SE: { legacy: 'series', column: 'series_id', what: 'series' },
  AU: { legacy: 'member', column: 'pseud_id', what: 'member' },
}

interface Source {
  table: string
  /** The column with the number of the favourite. */
  item: string
  /** Null: the row says. */
  kind: FavouriteKind | null
}

/** The last three are those of sites before 3.0. */
const SOURCES: readonly Source[] = [
  { table: 'favorites', item: 'item', kind: null },
  { table: 'favstor', item: 'sid', kind: 'ST' },
  { table: 'favseries', item: 'seriesid', kind: 'SE' },
  { table: 'favauth', item: 'favuid', kind: 'AU' },
]

/** Favourites become bookmarks, and alerts where the old site sent mails about them. Needs members, works and series. */
export async function moveFavourites(move: Move): Promise<void> {
  const present = SOURCES.filter(({ table }) => move.spool.tables.has(move.site.table(table)))
  for (const source of present) await moveTable(move, source, present.length > 1)
}

interface Favourite {
  id: string
  row: Row
  uid: number
  /** As the row has it; a module's own where it is none of the three. */
  kind: string
  item: number
  note: Rich
}

type Prepared = ReadonlyMap<string, Favourite>

async function moveTable(move: Move, source: Source, sharesNumbers: boolean): Promise<void> {
  const doubles = new DoubledRows()
  await moveRows<Prepared>(move, {
    table: source.table,
    legacy: 'favourite',
    phase: 'favourites',
    sharesNumbers,
    order: ['uid', source.item],
    idOf: (row) => {
      const [uid, item] = [row.integer('uid'), row.integer(source.item)]
      return doubles.number(`${uid}/${item}`, `${uid}/${kindOf(row, source)}/${item}`)
    },
    prepare: async (rows) => new Map(rows.map((old) => [old.id, toFavourite(old, source)])),
    write: (db, _rows, favourites) => writeFavourites(move, db, source.table, [...favourites.values()]),
    amend: AMEND,
  })
}

function toFavourite({ id, row }: OldRow, source: Source): Favourite {
  const [uid, kind, item] = [row.integer('uid'), kindOf(row, source), row.integer(source.item)]
  return { id, row, uid, kind, item, note: rich(row, 'comments') }
}

function kindOf(row: Row, { kind }: Source): string {
  return kind ?? row.text('type').trim().toUpperCase()
}

interface Placed extends Favourite {
  shelfId: number
  accountId: number
  column: Column
  /** Of the work, series or pen name. */
  newId: number
}

async function writeFavourites(move: Move, db: Db, table: string, favourites: readonly Favourite[]) {
  const placed = await place(move, db, table, favourites)
  const there = await listThere(db, placed)
  const titles = await findTitles(db, placed)
  const fresh: Placed[] = []
  for (const favourite of placed) {
    const key = keyOf(favourite.shelfId, favourite.column, favourite.newId)
    const bookmark = there.get(key)
    if (bookmark === undefined) {
      fresh.push(favourite)
      there.set(key, 'now')
    }
  }
  const ids = await insertAll(
    db,
    'bookmark',
    fresh.map((favourite) => toRow(favourite, titles.get(`${favourite.column} ${favourite.newId}`) ?? '', move.now)),
  )
  const written = new Map(fresh.map(({ id }, index) => [id, ids[index]!]))
  const rest = placed.filter(({ id }) => !written.has(id))
  await merge(move, db, table, rest)
  await carryAlerts(move, db, placed)
  return written
}

/** Where each belongs, without those that belong nowhere. A bare link is dropped, words are kept. */
async function place(move: Move, db: Db, table: string, favourites: readonly Favourite[]): Promise<Placed[]> {
  const owners = await findOwners(
    move,
    db,
    favourites.map(({ uid }) => uid),
  )
  const shelves = await openShelves(db, [...new Set(owners.values())], move.now)
  const targets = await findTargets(move, db, favourites)
  return favourites.flatMap((favourite) => {
    const { id, uid, kind, item, note } = favourite
    const accountId = owners.get(uid)
    const found = isKind(kind) ? targets[kind].get(String(item)) : undefined
    if (accountId !== undefined && found !== undefined && isKind(kind)) {
      const { column } = KINDS[kind]
      return [{ ...favourite, shelfId: shelves.get(accountId)!, accountId, column, newId: found }]
    }
    const why = !isKind(kind)
      ? `it is of kind "${kind}", which the archive does not have`
      : `${accountId === undefined ? `member ${uid}` : `${KINDS[kind].what} ${item}`} does not exist`
    move.ledger.except(table, id, !isKind(kind) || note.source !== '' ? 'kept aside' : 'dropped', why)
    return []
  })
}

function isKind(kind: string): kind is FavouriteKind {
  return Object.hasOwn(KINDS, kind)
}

async function findOwners(move: Move, db: Db, uids: readonly number[]): Promise<Map<number, number>> {
  const pseuds = await move.legacy.find(db, 'member', uids)
  if (pseuds.size === 0) return new Map()
  const rows = await db
    .selectFrom('pseud')
    .select(['id', 'account_id'])
    .where('id', 'in', padded([...new Set(pseuds.values())]))
    .execute()
  const accounts = new Map(rows.map((row) => [row.id, row.account_id]))
  return new Map([...pseuds].map(([uid, pseudId]) => [Number(uid), accounts.get(pseudId)!]))
}

async function findTargets(move: Move, db: Db, favourites: readonly Favourite[]) {
  const of = (wanted: FavouriteKind) => {
    const items = favourites.filter(({ kind }) => kind === wanted).map(({ item }) => item)
    return move.legacy.find(db, KINDS[wanted].legacy, items)
  }
  return { ST: await of('ST'), SE: await of('SE'), AU: await of('AU') }
}

function keyOf(shelfId: number, column: Column, id: number): string {
  return `${shelfId} ${column} ${id}`
}

/** What lies on these shelves already: put there by the member, or by another row for the same thing. */
async function listThere(db: Db, placed: readonly Placed[]): Promise<Map<string, number | 'now'>> {
  const there = new Map<string, number | 'now'>()
  for (const { column } of Object.values(KINDS)) {
    const own = placed.filter((favourite) => favourite.column === column)
    if (own.length === 0) continue
    const rows = await db
      .selectFrom('bookmark')
      .where('shelf_id', 'in', padded([...new Set(own.map(({ shelfId }) => shelfId))]))
      .where(column, 'in', padded([...new Set(own.map(({ newId }) => newId))]))
      .select(['id', 'shelf_id', `${column} as target`])
      .execute()
    for (const { id, shelf_id, target } of rows) there.set(keyOf(shelf_id, column, Number(target)), id)
  }
  return there
}

async function findTitles(db: Db, placed: readonly Placed[]): Promise<Map<string, string>> {
  const idsOf = (column: Column) => [
    ...new Set(placed.filter((each) => each.column === column).map(({ newId }) => newId)),
  ]
  const [works, series, pseuds] = [idsOf('work_id'), idsOf('series_id'), idsOf('pseud_id')]
  const found = [
    ...(works.length === 0
      ? []
      : await db.selectFrom('work').where('id', 'in', padded(works)).select(['id', 'title']).execute()
    ).map(({ id, title }) => [`work_id ${id}`, title] as const),
    ...(series.length === 0
      ? []
      : await db.selectFrom('series').where('id', 'in', padded(series)).select(['id', 'title']).execute()
    ).map(({ id, title }) => [`series_id ${id}`, title] as const),
    ...(pseuds.length === 0
      ? []
      : await db.selectFrom('pseud').where('id', 'in', padded(pseuds)).select(['id', 'name']).execute()
    ).map(({ id, name }) => [`pseud_id ${id}`, name] as const),
  ]
  return new Map(found)
}

function toRow({ shelfId, column, newId, note }: Placed, title: string, now: number) {
  return {
    shelf_id: shelfId,
    work_id: null,
    series_id: null,
    pseud_id: null,
    [column]: newId,
    title,
    note_source: note.source,
    note_html: note.html,
    created_at: now,
  }
}

/** The same thing once more on one shelf: its note is added to the one that is there. */
async function merge(move: Move, db: Db, table: string, rest: readonly Placed[]): Promise<void> {
  for (const { id, row, shelfId, column, newId, note } of rest) {
    const bookmark = await db
      .selectFrom('bookmark')
      .where('shelf_id', '=', shelfId)
      .where(column, '=', newId)
      .select(['id', 'note_source', 'note_html'])
      .executeTakeFirstOrThrow()
    if (note.source !== '' && !bookmark.note_source.includes(note.source)) {
      const joined = {
        note_source: [bookmark.note_source, note.source].filter(Boolean).join('\n\n'),
        note_html: [bookmark.note_html, note.html].filter(Boolean).join('\n'),
      }
      await db.updateTable('bookmark').set(joined).where('id', '=', bookmark.id).execute()
    }
    await move.legacy.record(db, 'favourite', [{ oldId: id, newId: bookmark.id, fingerprint: fingerprintOf(row) }])
    const why = nameOf(id).isDouble
      ? 'the same favourite stands there more than once'
      : 'is among the favourites here already'
    move.ledger.except(table, id, 'merged', why)
  }
}

const AMEND: Amend<Prepared> = {
  drafted: ({ id }, favourites) => ({ note: favourites.get(id)?.note.source ?? '' }),
  present: async (db, ids) => {
    const rows = await db
      .selectFrom('bookmark')
      .where('id', 'in', [...ids])
      .select(['id', 'note_source'])
      .execute()
    return new Map(rows.map(({ id, note_source }) => [id, { note: note_source }]))
  },
  change: async (db, amendments, favourites) => {
    for (const { id, old } of amendments) {
      const { note } = favourites.get(old.id)!
      await db
        .updateTable('bookmark')
        .set({ note_source: note.source, note_html: note.html })
        .where('id', '=', id)
        .execute()
    }
  },
}
