import { conflict, notFound } from '../../errors.ts'
import { countAttempt } from '../../people/limits.ts'
import type { Member } from '../../people/viewer.ts'
import { type Db, inTransaction } from '../../store/database.ts'
import { worksListedFor } from '../../works/visibility.ts'
import { authorsFindableBy, tagsFindableBy } from './findable.ts'
import type { HiddenThing } from './hidden.ts'

export const MOST_HIDDEN = 2000
export const PER_MEMBER = { max: 600, windowSeconds: 60 * 60 }

const NOTHING = { work_id: null, pseud_id: null, tag_id: null }

/** From now on lists are without it. Twice is harmless. Refuses with not_found what the member does not see. */
export async function hide(db: Db, member: Member, things: readonly HiddenThing[], now: number): Promise<void> {
  if (things.length === 0) return
  await countAttempt(db, `hide account ${member.accountId}`, PER_MEMBER, now)
  const rows = [
    ...(await findWorks(db, member, idsOf(things, 'work'))).map((work_id) => ({ ...NOTHING, work_id })),
    ...(await findAuthors(db, member, idsOf(things, 'author'))).map((pseud_id) => ({ ...NOTHING, pseud_id })),
    ...(await findTags(db, member, idsOf(things, 'tag'))).map((tag_id) => ({ ...NOTHING, tag_id })),
  ]
  await inTransaction(db, async (db) => {
    await db
      .insertInto('hiding')
      .values(rows.map((row) => ({ ...row, account_id: member.accountId, created_at: now })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const { total } = await db
      .selectFrom('hiding')
      .where('account_id', '=', member.accountId)
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    if (total > MOST_HIDDEN) throw conflict(TOO_MANY)
  })
}

const TOO_MANY = `You hide ${MOST_HIDDEN} works, authors and tags, which is the most. One tag hides many works at once.`

/** Harmless where it was not hidden; what is not to be seen any more can be shown again too. */
export async function showAgain(db: Db, member: Member, things: readonly HiddenThing[]): Promise<void> {
  if (things.length === 0) return
  const [works, authors, tags] = [idsOf(things, 'work'), idsOf(things, 'author'), idsOf(things, 'tag')]
  await db
    .deleteFrom('hiding')
    .where('account_id', '=', member.accountId)
    .where((eb) =>
      eb.or([
        ...(works.length > 0 ? [eb('work_id', 'in', works)] : []),
        ...(authors.length > 0 ? [eb('pseud_id', 'in', authors)] : []),
        // With those that were hidden before they became its synonyms.
        ...(tags.length > 0 ? [eb('tag_id', 'in', withSynonyms(db, tags))] : []),
      ]),
    )
    .execute()
}

function withSynonyms(db: Db, tagIds: number[]) {
  return db
    .selectFrom('tag')
    .where((eb) => eb.or([eb('id', 'in', tagIds), eb('canonical_id', 'in', tagIds)]))
    .select('id')
}

function idsOf(things: readonly HiddenThing[], kind: HiddenThing['kind']): number[] {
  return [...new Set(things.flatMap((thing) => (thing.kind === kind ? [thing.id] : [])))]
}

/** Those that stand in lists alone: what waits or is hidden is for whoever looks after it. */
async function findWorks(db: Db, member: Member, ids: number[]): Promise<number[]> {
  if (ids.length === 0) return ids
  const rows = await worksListedFor(db, member).where('work.id', 'in', ids).select('work.id').execute()
  if (rows.length < ids.length) throw notFound('Work')
  return ids
}

async function findAuthors(db: Db, member: Member, ids: number[]): Promise<number[]> {
  if (ids.length === 0) return ids
  const rows = await authorsFindableBy(db, member).where('pseud.id', 'in', ids).select('pseud.id').execute()
  if (rows.length < ids.length) throw notFound('Author')
  return ids
}

/** By their canonical names. */
async function findTags(db: Db, member: Member, ids: number[]): Promise<number[]> {
  if (ids.length === 0) return ids
  const rows = await db.selectFrom('tag').where('id', 'in', ids).select(['id', 'canonical_id']).execute()
  if (rows.length < ids.length) throw notFound('Tag')
  const meant = [...new Set(rows.map(({ id, canonical_id }) => canonical_id ?? id))]
  const found = await tagsFindableBy(db, member).where('tag.id', 'in', meant).select('tag.id').execute()
  if (found.length < meant.length) throw notFound('Tag')
  return meant
}
