// A member's saved searches: made, renamed, put in order, deleted.
import { sql } from 'kysely'
import { conflict, invalid, notFound } from '../../errors.ts'
import type { Member } from '../../people/viewer.ts'
import { type Db, inTransaction } from '../../store/database.ts'
import { dialectOf } from '../../store/dialect.ts'
import { foldName } from '../../text/slug.ts'
import { cleanText } from '../../text/well-formed.ts'

export const MOST_SEARCHES = 100
export const LONGEST_NAME = 100
/** More than a hundred tags with names of the usual length. */
export const LONGEST_QUERY = 8000

/** Returns its number. From now on what is posted is new. Refuses with `name`. */
export async function saveSearch(
  db: Db,
  member: Member,
  { name, query }: { name: string; query: string },
  now: number,
): Promise<number> {
  const named = checkName(name)
  if (query.length > LONGEST_QUERY)
    throw invalid({ name: 'This search is too long to be saved. Please take something away.' })
  return refusingTwice(db, () =>
    inTransaction(db, async (db) => {
      const own = await listOwn(db, member)
      if (own.length >= MOST_SEARCHES)
        throw invalid({ name: `You have saved ${MOST_SEARCHES} searches, which is the most.` })
      const position = Math.max(0, ...own.map((search) => search.position)) + 1
      const row = { ...named, query, position, account_id: member.accountId, looked_at: now, created_at: now }
      const { id } = await db
        .insertInto('saved_search')
        .values({ ...row, token_hash: null })
        .returning('id')
        .executeTakeFirstOrThrow()
      return id
    }),
  )
}

/** Refuses with `name`. */
export async function renameSearch(db: Db, member: Member, id: number, name: string): Promise<void> {
  const named = checkName(name)
  const [renamed] = await refusingTwice(db, () => ofMember(db, member, id).set(named).execute())
  if (renamed?.numUpdatedRows !== 1n) throw notFound('Search')
}

/** One place up or down among the member's own; harmless at either end. */
export async function moveSearch(db: Db, member: Member, id: number, direction: 'up' | 'down'): Promise<void> {
  await inTransaction(db, async (db) => {
    const own = await listOwn(db, member)
    const from = own.findIndex((search) => search.id === id)
    if (from < 0) throw notFound('Search')
    const to = direction === 'up' ? from - 1 : from + 1
    if (to < 0 || to >= own.length) return
    const order = own.toSpliced(from, 1).toSpliced(to, 0, own[from]!)
    const places = order.map(({ id }, index) => sql`when ${id} then ${sql.lit(index + 1)}`)
    await db
      .updateTable('saved_search')
      .set({ position: sql<number>`case id ${sql.join(places, sql` `)} else position end` })
      .where('account_id', '=', member.accountId)
      .execute()
  })
}

/** With its feed. */
export async function deleteSearch(db: Db, member: Member, id: number): Promise<void> {
  const [gone] = await db
    .deleteFrom('saved_search')
    .where('id', '=', id)
    .where('account_id', '=', member.accountId)
    .execute()
  if (gone?.numDeletedRows !== 1n) throw notFound('Search')
}

/** The member looks at it now: what was posted before is new no more. */
export async function noteLook(db: Db, member: Member, id: number, now: number): Promise<void> {
  await ofMember(db, member, id).set({ looked_at: now }).where('looked_at', '<', now).execute()
}

function ofMember(db: Db, member: Member, id: number) {
  return db.updateTable('saved_search').where('id', '=', id).where('account_id', '=', member.accountId)
}

async function listOwn(db: Db, member: Member) {
  return db
    .selectFrom('saved_search')
    .where('account_id', '=', member.accountId)
    .select(['id', 'position'])
    .orderBy('position')
    .orderBy('id')
    .execute()
}

function checkName(text: string): { name: string; name_folded: string } {
  const name = cleanText(text).replace(/\s+/g, ' ').trim()
  const name_folded = foldName(name)
  if (name_folded === '') throw invalid({ name: 'A saved search needs a name.' })
  if ([...name].length > LONGEST_NAME) throw invalid({ name: `A name has at most ${LONGEST_NAME} characters.` })
  return { name, name_folded }
}

const TAKEN = 'You have a saved search of this name already.'

async function refusingTwice<T>(db: Db, change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } catch (error) {
    if (dialectOf(db).isDuplicate(error)) throw conflict(TAKEN, { name: TAKEN })
    throw error
  }
}
