import type { Db } from '../store/database.ts'
import { foldTag } from '../text/slug.ts'

const AT_ONCE = 500
/** Imported names are cut there, for the index. */
const LONGEST_IMPORTED = 300

/**
 * Names that were folded by older rules are folded anew, a few in each turn; with `repair` false they are only counted.
 * Safe to repeat, and beside everything else.
 */
export async function refoldTags(db: Db, repair = true): Promise<number> {
  let changed = 0
  for (let last = 0; ;) {
    const rows = await db
      .selectFrom('tag')
      .where('id', '>', last)
      .select(['id', 'name', 'name_folded as folded'])
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    if (rows.length === 0) return changed
    for (const { id, name, folded } of rows) {
      const fresh = freshFold(name, folded)
      if (fresh === folded) continue
      changed += 1
      if (!repair) continue
      const same = db.updateTable('tag').where('id', '=', id).where('name_folded', '=', folded)
      await same.set({ name_folded: fresh }).execute()
    }
    last = rows.at(-1)!.id
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function freshFold(name: string, folded: string): string {
  const whole = foldTag(name)
  const cut = whole.slice(0, LONGEST_IMPORTED).toWellFormed()
  return folded === cut || name.length > LONGEST_IMPORTED ? cut : whole
}
