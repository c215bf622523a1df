import type { Kysely } from 'kysely'
import { type Db, inTransaction } from '../../store/database.ts'
import type { Tables } from '../../store/tables.ts'
import { refreshNumbers } from '../../works/refresh-numbers.ts'
import { refreshWorks } from '../../works/refresh-work.ts'
import type { Progress } from '../progress.ts'

const BATCH = 500

const DERIVED = [
  'id',
  'word_count',
  'chapter_count',
  'audience',
  'kudos_count',
  'review_count',
  'crossover',
  'main_relationship_id',
] as const

/** Thrown to undo a recomputation: those that were right are not to be told of as changed. */
class OnlyLooking extends Error {}

/** Works whose derived columns are not what the house's own recomputation makes of them; `repair` keeps what it made. */
export async function checkDerived(db: Kysely<Tables>, repair: boolean, progress: Progress): Promise<string[]> {
  const findings: string[] = []
  let [last, done] = [0, 0]
  for (;;) {
    const ids = await readIds(db, last)
    if (ids.length === 0) return findings
    for (const id of await compareBatch(db, ids, repair)) {
      findings.push(`Work ${id}: its counts or tags were out of date${repair ? '; set right' : ' (--repair)'}.`)
    }
    last = ids.at(-1)!
    done += ids.length
    progress.show({ label: 'works', done, total: null })
  }
}

async function readIds(db: Db, after: number): Promise<number[]> {
  const rows = await db.selectFrom('work').select('id').where('id', '>', after).orderBy('id').limit(BATCH).execute()
  return rows.map((row) => row.id)
}

async function compareBatch(db: Kysely<Tables>, ids: number[], repair: boolean): Promise<number[]> {
  let different: number[] = []
  const compare = async (db: Db) => {
    const before = await describe(db, ids)
    await refresh(db, ids)
    const after = await describe(db, ids)
    different = ids.filter((id) => before.get(id) !== after.get(id))
    throw new OnlyLooking()
  }
  await inTransaction(db, compare).catch((error: unknown) => {
    if (!(error instanceof OnlyLooking)) throw error
  })
  if (repair) await inTransaction(db, (db) => refresh(db, different))
  return different
}

async function refresh(db: Db, ids: number[]): Promise<void> {
  await refreshWorks(db, ids)
  await refreshNumbers(db, ids)
}

async function describe(db: Db, ids: number[]): Promise<Map<number, string>> {
  const works = await db.selectFrom('work').where('id', 'in', ids).select(DERIVED).execute()
  const tags = await db
    .selectFrom('work_tag_expansion')
    .where('work_id', 'in', ids)
    .select(['work_id', 'tag_id', 'audience', 'updated_at'])
    .orderBy('work_id')
    .orderBy('tag_id')
    .execute()
  const texts = new Map(works.map((work) => [work.id, JSON.stringify(work)]))
  for (const tag of tags)
    texts.set(tag.work_id, `${texts.get(tag.work_id)} ${tag.tag_id}/${tag.audience}/${tag.updated_at}`)
  return texts
}
