import { changePreferences } from '../people/change-preferences.ts'
import type { Preferences } from '../people/preferences.ts'
import type { Member } from '../people/viewer.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { flushPlaces } from './keep-places.ts'

/** One work, or what was last opened from a time on until before another; milliseconds. */
export type Forgotten = { workId: number } | { from: number; until: number }

export const EVERYTHING = { from: 0, until: Number.MAX_SAFE_INTEGER } satisfies Forgotten

/**
 * Places and read marks are gone for good. Of works that the member follows stays when they last read in them, which
 * tells what is new. `db` is the archive's handle.
 */
export async function forgetHistory(db: Db, member: Member, what: Forgotten): Promise<void> {
  await flushPlaces(db, member.accountId)
  await inTransaction(db, (db) => forget(db, member, what))
}

/** Switched off, what was kept is forgotten too; paused, it stays as it is. */
export async function keepHistory(db: Db, member: Member, choice: Preferences['history']): Promise<void> {
  await flushPlaces(db, member.accountId)
  await inTransaction(db, async (db) => {
    await changePreferences(db, member, { history: choice })
    if (choice === 'off') await forget(db, member, EVERYTHING)
  })
}

async function forget(db: Db, member: Member, what: Forgotten): Promise<void> {
  const places = db
    .selectFrom('reading_place')
    .where('account_id', '=', member.accountId)
    .where('noted_at', 'is not', null)
    .where((eb) =>
      'workId' in what
        ? eb('work_id', '=', what.workId)
        : eb.and([eb('noted_at', '>=', what.from), eb('noted_at', '<', what.until)]),
    )
    .select('work_id')
  await db
    .deleteFrom('read_mark')
    .where('account_id', '=', member.accountId)
    .$if(what !== EVERYTHING, (marks) =>
      marks.where('chapter_id', 'in', (eb) => eb.selectFrom('chapter').where('work_id', 'in', places).select('id')),
    )
    .execute()
  await db
    .deleteFrom('reading_place')
    .where('account_id', '=', member.accountId)
    .where('work_id', 'in', places)
    .where('work_id', 'not in', (eb) =>
      eb
        .selectFrom('subscription')
        .where('account_id', '=', member.accountId)
        .where('work_id', 'is not', null)
        .select((eb) => eb.ref('work_id').$notNull().as('work_id')),
    )
    .execute()
  await db
    .updateTable('reading_place')
    .set({ noted_at: null, chapter_id: null, chapter_position: 0, paragraph: 0, fingerprint: '', at_end: 0 })
    .where('account_id', '=', member.accountId)
    .where('work_id', 'in', places)
    .execute()
}
