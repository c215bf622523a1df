import { sql } from 'kysely'
import { parsePreferences } from '../people/preferences.ts'
import type { Db } from '../store/database.ts'
import { padded } from '../store/in-list.ts'
import type { Spot, WaitingPlace } from './waiting-places.ts'

type Chapters = ReadonlyMap<number, { workId: number; position: number }>

/** A few members' places, in a transaction. Leaves out whom and what is gone since, and whoever keeps nothing by now. */
export async function writePlaces(db: Db, batch: readonly WaitingPlace[]): Promise<void> {
  const [keepers, works, chapters] = [
    await findKeepers(db, batch),
    await findWorks(db, batch),
    await findChapters(db, batch),
  ]
  const standing = batch.filter(({ accountId, workId }) => keepers.has(accountId) && works.has(workId))
  const kept = standing.filter(({ accountId, place }) => place !== null && keepers.get(accountId) === true)
  await writeReadTimes(
    db,
    standing.filter((place) => place.follows && !kept.includes(place)),
  )
  await writeLatest(db, kept, chapters)
  await markPassed(db, kept, chapters)
  await writeMarks(db, kept, chapters)
}

/** Accounts that are there, and whether they keep a history. */
async function findKeepers(db: Db, batch: readonly WaitingPlace[]): Promise<Map<number, boolean>> {
  const ids = [...new Set(batch.map(({ accountId }) => accountId))]
  const rows = await db.selectFrom('account').where('id', 'in', padded(ids)).select(['id', 'preferences']).execute()
  return new Map(rows.map(({ id, preferences }) => [id, parsePreferences(preferences).history === 'kept']))
}

async function findWorks(db: Db, batch: readonly WaitingPlace[]): Promise<Set<number>> {
  const ids = [...new Set(batch.map(({ workId }) => workId))]
  const rows = await db.selectFrom('work').where('id', 'in', padded(ids)).select('id').execute()
  return new Set(rows.map(({ id }) => id))
}

async function findChapters(db: Db, batch: readonly WaitingPlace[]): Promise<Chapters> {
  const ids = batch.flatMap(({ place, opened, ended }) => [place?.chapterId ?? 0, ...opened.keys(), ...ended.keys()])
  const rows = await db
    .selectFrom('chapter')
    .where('id', 'in', padded([...new Set(ids)]))
    .select(['id', 'work_id as workId', 'position'])
    .execute()
  return new Map(rows.map(({ id, ...chapter }) => [id, chapter]))
}

const LATER_READ_AT = sql<number>`case when excluded.read_at > reading_place.read_at then excluded.read_at
  else reading_place.read_at end`
const IS_LATER = sql`(reading_place.noted_at is null or excluded.noted_at >= reading_place.noted_at)`
/** Opened once more, the chapter keeps the paragraph. */
const IS_OTHER_CHAPTER = sql`(excluded.chapter_id is not null
  and excluded.chapter_id is distinct from reading_place.chapter_id)`

/** For the news of what is followed, by whoever keeps nothing else. */
async function writeReadTimes(db: Db, places: readonly WaitingPlace[]): Promise<void> {
  if (places.length === 0) return
  await db
    .insertInto('reading_place')
    .values(
      places.map(({ accountId, workId, readAt }) => ({ account_id: accountId, work_id: workId, read_at: readAt })),
    )
    .onConflict((conflict) => conflict.columns(['account_id', 'work_id']).doUpdateSet({ read_at: LATER_READ_AT }))
    .execute()
}

const NOWHERE: Spot = { paragraph: 0, fingerprint: '', atEnd: false }

async function writeLatest(db: Db, kept: readonly WaitingPlace[], chapters: Chapters): Promise<void> {
  const rows = kept.map(({ accountId, workId, readAt, place }) => {
    const chapter = place!.chapterId === null ? undefined : chapters.get(place!.chapterId)
    const isThere = chapter?.workId === workId
    const spot = (isThere ? place!.spot : null) ?? NOWHERE
    return {
      account_id: accountId,
      work_id: workId,
      read_at: readAt,
      noted_at: place!.at,
      chapter_id: isThere ? place!.chapterId : null,
      chapter_position: isThere ? chapter.position : 0,
      paragraph: spot.paragraph,
      fingerprint: spot.fingerprint,
      at_end: spot.atEnd ? 1 : 0,
    }
  })
  const hasSpot = (index: number) => kept[index]!.place!.spot !== null && rows[index]!.chapter_id !== null
  await upsert(db, { rows: rows.filter((_, index) => hasSpot(index)), when: IS_LATER })
  const opened = rows.filter((_, index) => !hasSpot(index))
  await upsert(db, { rows: opened, when: sql`(${IS_LATER} and ${IS_OTHER_CHAPTER})` })
}

interface PlaceRow {
  account_id: number
  work_id: number
  read_at: number
  noted_at: number
  chapter_id: number | null
  chapter_position: number
  paragraph: number
  fingerprint: string
  at_end: number
}

const PLACE_COLUMNS = ['chapter_id', 'chapter_position', 'paragraph', 'fingerprint', 'at_end'] as const

async function upsert(db: Db, { rows, when }: { rows: PlaceRow[]; when: ReturnType<typeof sql> }): Promise<void> {
  if (rows.length === 0) return
  const later = (column: string, condition: ReturnType<typeof sql>) =>
    sql`case when ${condition} then ${sql.ref(`excluded.${column}`)} else ${sql.ref(`reading_place.${column}`)} end`
  const places = PLACE_COLUMNS.map((column) => [column, later(column, when)] as const)
  await db
    .insertInto('reading_place')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'work_id']).doUpdateSet({
        ...Object.fromEntries(places),
        noted_at: later('noted_at', IS_LATER) as never,
        read_at: LATER_READ_AT,
      }),
    )
    .execute()
}

/** Whoever opens a later chapter has read those that they had opened before it. */
async function markPassed(db: Db, kept: readonly WaitingPlace[], chapters: Chapters): Promise<void> {
  const furthest = kept.flatMap(({ accountId, workId, opened }) => {
    const positions = [...opened.keys()].map((id) => chapters.get(id)?.position ?? 0)
    return positions.length === 0 ? [] : [{ accountId, workId, position: Math.max(...positions), at: lastOf(opened) }]
  })
  if (furthest.length === 0) return
  const values = furthest.map(
    ({ accountId, workId, position, at }) =>
      sql`(cast(${accountId} as bigint), cast(${workId} as bigint), cast(${position} as bigint), cast(${at} as bigint))`,
  )
  await sql`update read_mark set read_at = batch.column4
    from (values ${sql.join(values)}) as batch
    join chapter on chapter.work_id = batch.column2 and chapter.position < batch.column3
    where read_mark.account_id = batch.column1 and read_mark.chapter_id = chapter.id
      and read_mark.read_at is null`.execute(db)
}

function lastOf(times: ReadonlyMap<number, number>): number {
  return Math.max(...times.values())
}

async function writeMarks(db: Db, kept: readonly WaitingPlace[], chapters: Chapters): Promise<void> {
  const marks = kept.flatMap((place) => marksOf(place, chapters))
  const [read, opened] = [marks.filter((mark) => mark.read_at !== null), marks.filter((mark) => mark.read_at === null)]
  if (opened.length > 0)
    await db
      .insertInto('read_mark')
      .values(opened)
      .onConflict((conflict) => conflict.columns(['account_id', 'chapter_id']).doNothing())
      .execute()
  if (read.length > 0)
    await db
      .insertInto('read_mark')
      .values(read)
      .onConflict((conflict) =>
        conflict
          .columns(['account_id', 'chapter_id'])
          .doUpdateSet({ read_at: sql<number>`excluded.read_at` })
          .where('read_mark.read_at', 'is', null),
      )
      .execute()
}

/** Each chapter once: read to its end, passed by one that was opened after it, or just opened. */
function marksOf({ accountId, workId, opened, ended }: WaitingPlace, chapters: Chapters) {
  const isHere = (id: number) => chapters.get(id)?.workId === workId
  const positionOf = (id: number) => chapters.get(id)!.position
  const readAt = new Map<number, number | null>()
  for (const [id, at] of [...opened].filter(([id]) => isHere(id))) {
    for (const [earlier, read] of readAt)
      if (read === null && positionOf(earlier) < positionOf(id)) readAt.set(earlier, at)
    readAt.set(id, null)
  }
  for (const [id, at] of [...ended].filter(([id]) => isHere(id))) readAt.set(id, at)
  return [...readAt].map(([chapter_id, read_at]) => ({ account_id: accountId, chapter_id, read_at }))
}
