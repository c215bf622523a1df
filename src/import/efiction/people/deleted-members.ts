import type { Db } from '../../../store/database.ts'
import type { Move } from '../moving.ts'

/** Where the rows of a member show that the account was used after all. */
const USED_IN: readonly { table: string; column: string }[] = [
  { table: 'stories', column: 'uid' },
  { table: 'chapters', column: 'uid' },
  { table: 'coauthors', column: 'uid' },
  { table: 'series', column: 'uid' },
  { table: 'reviews', column: 'uid' },
  { table: 'favorites', column: 'uid' },
  { table: 'comments', column: 'uid' },
  { table: 'challenges', column: 'uid' },
]

/**
 * Members whose accounts were deleted here since they came over. Nothing of a newer dump may hang on their old
 * numbers, so these are taken out of use; whoever has written something on the old site since then comes back.
 * Safe to repeat.
 */
export async function forgetDeletedMembers({ db, legacy }: Move): Promise<void> {
  await db
    .updateTable('legacy_id')
    .set({ kind: 'deleted_member' })
    .where('source', '=', legacy.source)
    .where('kind', '=', 'member')
    .where((eb) =>
      eb.not(eb.exists(eb.selectFrom('pseud').whereRef('pseud.id', '=', 'legacy_id.new_id').select('pseud.id'))),
    )
    .execute()
}

/** Those of the old numbers whose accounts were deleted here and that the dump shows no use of. */
export async function deletedAmong(move: Move, db: Db, ids: readonly string[]): Promise<Set<string>> {
  const deleted = await move.legacy.find(db, 'deleted_member', ids)
  return new Set([...deleted.keys()].filter((id) => !isUsed(move, Number(id))))
}

function isUsed({ spool, site }: Move, uid: number): boolean {
  return USED_IN.some(({ table, column }) => {
    const name = site.table(table)
    return spool.tables.get(name)?.columns?.has(column) && spool.rowsOf(name, column, uid).length > 0
  })
}

export async function bringBack({ legacy }: Move, db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .deleteFrom('legacy_id')
    .where('source', '=', legacy.source)
    .where('kind', '=', 'deleted_member')
    .where('old_id', 'in', [...ids])
    .execute()
}
