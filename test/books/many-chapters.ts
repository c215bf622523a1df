import type { Db } from '../../src/store/database.ts'
import { refreshWorks } from '../../src/works/refresh-work.ts'
import { NOON } from '../cast.ts'

const AT_ONCE = 1000

/** Posted chapters behind those that the work has, each with one paragraph: its own id. */
export async function addManyChapters(db: Db, workId: number, { after, count }: { after: number; count: number }) {
  const row = { work_id: workId, title: 'Part', word_count: 1, pseud_id: null, posted_at: NOON, held_at: null }
  const times = { created_at: NOON, updated_at: NOON }
  const ids: number[] = []
  for (let done = 0; done < count; done += AT_ONCE) {
    const rows = Array.from({ length: Math.min(AT_ONCE, count - done) }, (_, index) => ({
      ...row,
      ...times,
      position: after + done + index + 1,
    }))
    const made = await db.insertInto('chapter').values(rows).returning('id').execute()
    const texts = made.map(({ id }) => ({ chapter_id: id, html: `<p>${id}</p>` }))
    await db.insertInto('chapter_text').values(texts).execute()
    ids.push(...made.map(({ id }) => id))
  }
  await refreshWorks(db, [workId])
  return ids
}
