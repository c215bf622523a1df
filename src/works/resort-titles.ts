// Keys of titles that were made by an older rule are made anew, once, a few in each turn.
import type { Db } from '../store/database.ts'
import { noteWorkChanges } from '../store/work-changes.ts'
import { numbersBySize, titleKey } from '../text/sort-key.ts'

const NAME = 'titles.sorted'
/** Raise it with the rule. */
const RULE = 2
const AT_ONCE = 500
/** Imported keys are cut there, for the index. */
const LONGEST_IMPORTED = 300

/** Ends at once where it has been done; safe to repeat, and beside everything else. */
export async function resortTitles(db: Db, now: number, signal?: AbortSignal): Promise<void> {
  const done = await db.selectFrom('setting').where('name', '=', NAME).select('value').executeTakeFirst()
  if (done && Number(done.value) >= RULE) return
  if (!(await resortWorks(db, signal)) || !(await resortSeries(db, signal))) return
  const row = { name: NAME, value: JSON.stringify(RULE), updated_at: now }
  await db
    .insertInto('setting')
    .values(row)
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: row.value, updated_at: now }))
    .execute()
}

/** False: it was asked to stop. */
async function resortWorks(db: Db, signal: AbortSignal | undefined): Promise<boolean> {
  for (let last = 0; ;) {
    if (signal?.aborted) return false
    const rows = await db
      .selectFrom('work')
      .where('id', '>', last)
      .select(['id', 'title', 'language', 'sort_title as key'])
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    if (rows.length === 0) return true
    for (const { id, key, fresh } of rows.map(withFresh).filter(isStale)) {
      const same = db.updateTable('work').where('id', '=', id).where('sort_title', '=', key)
      await same.set({ sort_title: fresh }).execute()
      await noteWorkChanges(db, [id])
    }
    last = rows.at(-1)!.id
    await new Promise((resolve) => setImmediate(resolve))
  }
}

/** They have no language of their own, so the article that they were sorted without stays away. */
async function resortSeries(db: Db, signal: AbortSignal | undefined): Promise<boolean> {
  for (let last = 0; ;) {
    if (signal?.aborted) return false
    const rows = await db
      .selectFrom('series')
      .where('id', '>', last)
      .select(['id', 'sort_title as key'])
      .orderBy('id')
      .limit(AT_ONCE)
      .execute()
    if (rows.length === 0) return true
    for (const { id, key, fresh } of rows
      .map(({ id, key }) => ({ id, key, fresh: cut(numbersBySize(key), key) }))
      .filter(isStale))
      await db
        .updateTable('series')
        .where('id', '=', id)
        .where('sort_title', '=', key)
        .set({ sort_title: fresh })
        .execute()
    last = rows.at(-1)!.id
    await new Promise((resolve) => setImmediate(resolve))
  }
}

interface Keyed {
  id: number
  title: string
  language: string
  key: string
}

function withFresh({ id, title, language, key }: Keyed) {
  return { id, key, fresh: cut(titleKey(title, language), key) }
}

function cut(fresh: string, key: string): string {
  return key.length < LONGEST_IMPORTED ? fresh : fresh.slice(0, LONGEST_IMPORTED).toWellFormed()
}

function isStale({ key, fresh }: { key: string; fresh: string }): boolean {
  return key !== fresh
}
