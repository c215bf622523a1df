import { conflict, notFound } from '../../errors.ts'
import { countAttempt } from '../../people/limits.ts'
import type { Member } from '../../people/viewer.ts'
import { type Db, inTransaction } from '../../store/database.ts'
import { findWork } from '../../works/find-work.ts'
import type { HiddenThing } from './hidden.ts'

export const MOST_HIDDEN = 2000
export const PER_MEMBER = { max: 600, windowSeconds: 60 * 60 }

const COLUMNS = { work: 'work_id', author: 'pseud_id', tag: 'tag_id' } as const
const NOTHING = { work_id: null, pseud_id: null, tag_id: null }

/** From now on lists are without it. Twice is harmless. Refuses with not_found what the member does not see. */
export async function hide(db: Db, member: Member, things: readonly HiddenThing[], now: number): Promise<void> {
  if (things.length === 0) return
  await countAttempt(db, `hide account ${member.accountId}`, PER_MEMBER, now)
  await refuseWhatIsNot(db, member, things)
  await inTransaction(db, async (db) => {
    const rows = things.map(({ kind, id }) => ({ ...NOTHING, [COLUMNS[kind]]: id }))
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
    if (total > MOST_HIDDEN)
      throw conflict(`You hide ${MOST_HIDDEN} things, which is the most. A tag hides many works at once.`)
  })
}

/** Harmless where it was not hidden; what is not to be seen any more can be shown again too. */
export async function showAgain(db: Db, member: Member, things: readonly HiddenThing[]): Promise<void> {
  if (things.length === 0) return
  await db
    .deleteFrom('hiding')
    .where('account_id', '=', member.accountId)
    .where((eb) =>
      eb.or(
        (['work', 'author', 'tag'] as const).flatMap((kind) => {
          const ids = idsOf(things, kind)
          return ids.length === 0 ? [] : [eb(COLUMNS[kind], 'in', ids)]
        }),
      ),
    )
    .execute()
}

function idsOf(things: readonly HiddenThing[], kind: HiddenThing['kind']): number[] {
  return things.flatMap((thing) => (thing.kind === kind ? [thing.id] : []))
}

async function refuseWhatIsNot(db: Db, member: Member, things: readonly HiddenThing[]): Promise<void> {
  const [works, authors, tags] = [idsOf(things, 'work'), idsOf(things, 'author'), idsOf(things, 'tag')]
  if (works.length > 1) throw notFound('Work')
  const [, foundAuthors, foundTags] = await Promise.all([
    works[0] === undefined ? null : findWork(db, member, works[0]),
    countFound(db, 'pseud', authors),
    countFound(db, 'tag', tags),
  ])
  if (foundAuthors < authors.length) throw notFound('Author')
  if (foundTags < tags.length) throw notFound('Tag')
}

async function countFound(db: Db, table: 'pseud' | 'tag', ids: readonly number[]): Promise<number> {
  if (ids.length === 0) return 0
  const { total } = await db
    .selectFrom(table)
    .where('id', 'in', [...ids])
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return total
}
