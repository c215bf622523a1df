// A member's own shelves: made, renamed, shown, put in order and taken down.
import { sql } from 'kysely'
import { conflict, invalid, notAllowed, notFound } from '../errors.ts'
import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { dialectOf } from '../store/dialect.ts'
import { foldName, slugOf } from '../text/slug.ts'
import { cleanText } from '../text/well-formed.ts'
import { findOwnShelf, openShelf } from './find-shelf.ts'
import { canDeleteShelf } from './permissions.ts'
import { STANDARD_SHELVES } from './shelf.ts'

export const MOST_SHELVES = 100
export const LONGEST_NAME = 100
const MOST_TRIES = 3

export interface ShelfInput {
  name: string
  isPublic: boolean
}

/** Returns its slug, which stays the same whatever the shelf is called later. Refuses with `name`. */
export async function makeShelf(db: Db, member: Member, input: ShelfInput, now: number): Promise<string> {
  const name = checkName(input.name)
  return insertOnce(db, () =>
    inTransaction(db, async (db) => {
      const own = await listOwn(db, member)
      if (own.length >= MOST_SHELVES) throw invalid({ name: `You have ${MOST_SHELVES} shelves, which is the most.` })
      refuseTwice(own, name)
      const slug = freeSlug(name.name, own)
      const row = { ...name, slug, kind: 'own' as const, account_id: member.accountId, created_at: now }
      const position = Math.max(0, ...own.map((shelf) => shelf.position)) + 1
      await db
        .insertInto('shelf')
        .values({ ...row, position, is_public: input.isPublic ? 1 : 0 })
        .execute()
      return slug
    }),
  )
}

/** Those that everybody has keep their names. Refuses with `name`. */
export async function editShelf(db: Db, member: Member, slug: string, input: ShelfInput, now: number): Promise<void> {
  const found = await findOwnShelf(db, member, slug)
  const name = found.kind === 'own' ? checkName(input.name) : null
  await insertOnce(db, () =>
    inTransaction(db, async (db) => {
      const shelf = await openShelf(db, member, slug, now)
      if (name) {
        const others = (await listOwn(db, member)).filter(({ id }) => id !== shelf.id)
        refuseTwice(others, name)
      }
      const changes = { ...name, is_public: input.isPublic ? 1 : 0 }
      await db.updateTable('shelf').set(changes).where('id', '=', shelf.id).execute()
    }),
  )
}

/** One place up or down among the member's own shelves; harmless at either end. */
export async function moveShelf(db: Db, member: Member, slug: string, direction: 'up' | 'down'): Promise<void> {
  await inTransaction(db, async (db) => {
    const own = await listOwn(db, member)
    const from = own.findIndex((shelf) => shelf.slug === slug)
    if (from < 0) throw notFound('Shelf')
    const to = direction === 'up' ? from - 1 : from + 1
    if (to < 0 || to >= own.length) return
    const order = own.toSpliced(from, 1).toSpliced(to, 0, own[from]!)
    const places = order.map(({ id }, index) => sql`when ${id} then ${sql.lit(index + 1)}`)
    await db
      .updateTable('shelf')
      .set({ position: sql<number>`case id ${sql.join(places, sql` `)} else position end` })
      .where('account_id', '=', member.accountId)
      .where('kind', '=', 'own')
      .execute()
  })
}

/** With all that stands on it; the works themselves stay where they are. */
export async function deleteShelf(db: Db, member: Member, slug: string): Promise<void> {
  const shelf = await findOwnShelf(db, member, slug)
  if (!canDeleteShelf(member, shelf)) throw notAllowed('This shelf is one that everybody has.')
  await db.deleteFrom('shelf').where('id', '=', shelf.id).where('account_id', '=', member.accountId).execute()
}

interface Own {
  id: number
  slug: string
  name_folded: string | null
  position: number
}

async function listOwn(db: Db, member: Member): Promise<Own[]> {
  return db
    .selectFrom('shelf')
    .where('account_id', '=', member.accountId)
    .where('kind', '=', 'own')
    .select(['id', 'slug', 'name_folded', 'position'])
    .orderBy('position')
    .orderBy('id')
    .execute()
}

function checkName(text: string): { name: string; name_folded: string } {
  const name = cleanText(text).replace(/\s+/g, ' ').trim()
  const folded = foldName(name)
  if (folded === '') throw invalid({ name: 'A shelf needs a name.' })
  if ([...name].length > LONGEST_NAME) throw invalid({ name: `A name has at most ${LONGEST_NAME} characters.` })
  return { name, name_folded: folded }
}

const TAKEN = 'You have a shelf of this name already.'

function refuseTwice(own: readonly Own[], { name_folded }: { name_folded: string }): void {
  const names = [...own.map((shelf) => shelf.name_folded), ...STANDARD_SHELVES.map(({ name }) => foldName(name))]
  if (names.includes(name_folded)) throw conflict(TAKEN, { name: TAKEN })
}

function freeSlug(name: string, own: readonly Own[]): string {
  const taken = new Set([...own.map((shelf) => shelf.slug), ...STANDARD_SHELVES.map((shelf) => shelf.slug)])
  const slug = slugOf(name, 'shelf')
  if (!taken.has(slug)) return slug
  let number = 2
  while (taken.has(`${slug}-${number}`)) number++
  return `${slug}-${number}`
}

/** Two forms at once may find the same slug free; the second looks again. */
async function insertOnce<T>(db: Db, change: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await change()
    } catch (error) {
      if (tries >= MOST_TRIES || !dialectOf(db).isDuplicate(error)) throw error
    }
  }
}
