// When a member was deleted, the old software kept the reviews under the name alone, where nothing tells them from a
// guest's. Whether they are the member's of that name, only an owner can say.
import { sql } from 'kysely'
import { conflict, notAllowed } from '../errors.ts'
import { recordAct } from '../people/audit.ts'
import { keyOfName } from '../people/name-key.ts'
import { isAdmin, type Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { foldName } from '../text/slug.ts'
import { sortKey } from '../text/sort-key.ts'

const NAMES_ASKED = 5000

export interface GuestName {
  guestName: string
  reviews: number
  pseudId: number
  name: string
  slug: string
}

/** Only what came from an old site: a guest of today who takes a member's name gains nothing. */
function movedIn(db: Db) {
  return db
    .selectFrom('review')
    .where('review.pseud_id', 'is', null)
    .where('review.guest_name', 'is not', null)
    .where('review.deleted_at', 'is', null)
    .where(sql<boolean>`review.id in (select new_id from legacy_id where kind = 'review')`)
}

/** Names under which guests of the old site have left reviews and which members bear now; the most reviews first. */
export async function listGuestNames(db: Db, admin: Member): Promise<GuestName[]> {
  refuseOthers(admin)
  const named = await movedIn(db)
    .groupBy('review.guest_name')
    .select((eb) => ['review.guest_name as guestName', eb.fn.countAll<number>().as('reviews')])
    .orderBy('reviews', 'desc')
    .orderBy('guestName')
    .execute()
  const members = await listNamesakes(
    db,
    named.map((row) => row.guestName ?? ''),
  )
  return named.flatMap(({ guestName, reviews }) =>
    (members.get(foldName(guestName ?? '')) ?? []).map(({ id, name, slug }) => {
      return { guestName: guestName!, reviews, pseudId: id, name, slug }
    }),
  )
}

/** By folded name; of members who share one, all. */
async function listNamesakes(db: Db, names: readonly string[]) {
  const keys = [...new Set(names.map((name) => keyOfName(sortKey(name, 'und'))))]
  const namesakes = new Map<string, { id: number; name: string; slug: string }[]>()
  for (let from = 0; from < keys.length; from += NAMES_ASKED) {
    const found = await db
      .selectFrom('pseud')
      .where('sort_name', 'in', keys.slice(from, from + NAMES_ASKED))
      .select(['id', 'name', 'slug'])
      .orderBy('id')
      .execute()
    for (const pseud of found) {
      const folded = foldName(pseud.name)
      namesakes.set(folded, [...(namesakes.get(folded) ?? []), pseud])
    }
  }
  return namesakes
}

/** Makes them the member's. Returns how many; refuses with conflict when there are none under that name. */
export async function attachGuestReviews(
  db: Db,
  admin: Member,
  { guestName, pseudId }: { guestName: string; pseudId: number },
  now: number,
): Promise<number> {
  refuseOthers(admin)
  return inTransaction(db, async (db) => {
    const pseud = await db.selectFrom('pseud').where('id', '=', pseudId).select(['id', 'name']).executeTakeFirst()
    const isSame = pseud !== undefined && foldName(pseud.name) === foldName(guestName)
    const reviews = isSame ? await movedIn(db).where('guest_name', '=', guestName).select('review.id').execute() : []
    if (reviews.length === 0) throw conflict('No guest’s reviews under this name are left.')
    const ids = reviews.map((row) => row.id)
    for (let from = 0; from < ids.length; from += NAMES_ASKED) {
      const some = ids.slice(from, from + NAMES_ASKED)
      await db.updateTable('review').set({ pseud_id: pseudId }).where('id', 'in', some).execute()
    }
    const subject = { kind: 'pseud', id: pseudId }
    const detail = { guestName, reviews: ids }
    await recordAct(db, { accountId: admin.accountId, action: 'guest reviews attached', subject, detail }, now)
    return ids.length
  })
}

function refuseOthers(member: Member): void {
  if (!isAdmin(member)) throw notAllowed('Only the archive’s owners and admins decide whose reviews these are.')
}
