import type { Kysely } from 'kysely'
import { listOutdated } from '../../search/texts/parcel.ts'
import { noteWorkChanges } from '../../store/work-changes.ts'
import type { Tables } from '../../store/tables.ts'
import { closeTexts, openTexts } from '../../store/texts-file.ts'
import type { Progress } from '../progress.ts'

const BATCH = 100

/** Works that searches do not find by what they say now; `repair` lets them wait for the index. */
export async function checkTextIndex(db: Kysely<Tables>, repair: boolean, progress: Progress): Promise<string[]> {
  const texts = openTexts(db)
  const wrong = await listWrong(texts, progress).finally(() => closeTexts(texts, db))
  if (repair) await noteWorkChanges(db, wrong)
  return wrong.map(
    (id) =>
      `Work ${id}: the index of texts has other words than it${repair ? '; to be taken in anew' : ' (--repair)'}.`,
  )
}

async function listWrong(db: Kysely<Tables>, progress: Progress): Promise<number[]> {
  const wrong: number[] = []
  for (let [last, done] = [0, 0]; ;) {
    const rows = await db.selectFrom('work').select('id').where('id', '>', last).orderBy('id').limit(BATCH).execute()
    if (rows.length === 0) break
    const ids = rows.map((row) => row.id)
    wrong.push(...(await listOutdated(db, ids)))
    last = ids.at(-1)!
    done += ids.length
    progress.show({ label: 'text index', done, total: null })
  }
  wrong.push(...(await listGone(db)))
  return wrong
}

/** Works that are no more, but stand in the index. */
async function listGone(db: Kysely<Tables>): Promise<number[]> {
  const rows = await db
    .selectFrom('indexed_work')
    .leftJoin('work', 'work.id', 'indexed_work.work_id')
    .leftJoin('text_waiting as waiting', 'waiting.work_id', 'indexed_work.work_id')
    .where('work.id', 'is', null)
    .where('waiting.work_id', 'is', null)
    .select('indexed_work.work_id as id')
    .orderBy('indexed_work.work_id')
    .execute()
  return rows.map((row) => row.id)
}
