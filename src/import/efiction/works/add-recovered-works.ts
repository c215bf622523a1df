import { inTransaction } from '../../../store/database.ts'
import { refreshWorks } from '../../../works/refresh-work.ts'
import { insertAll } from '../legacy.ts'
import type { Move } from '../moving.ts'
import { sortableTitle } from './sortable.ts'
import { plain } from '../text/to-text.ts'
import { unknownRating } from '../tags/unknown-rating.ts'

/** Chapters whose story is gone keep a place to be read by a moderator: a held work that bears the old number. */
export async function addRecoveredWorks(move: Move): Promise<void> {
  const { spool, site, legacy } = move
  const chapters = site.table('chapters')
  const orphans = spool.orphans({ table: chapters, column: 'sid' }, { table: site.table('stories'), column: 'sid' })
  const sids = [...orphans.keys()]
  const known = await legacy.find(move.db, 'story', sids)
  const missing = sids.filter((sid) => !known.has(String(sid)))
  for (const sid of missing) {
    await move.goOn()
    await addRecoveredWork(move, sid)
  }
  if (missing.length === 0) return
  const are = missing.length === 1 ? 'story is' : 'stories are'
  move.ledger.notes.push(`${missing.length} ${are} gone, but not the chapters: they wait for a moderator in new works.`)
}

async function addRecoveredWork(move: Move, sid: number): Promise<void> {
  const [first] = move.spool.rowsOf(move.site.table('chapters'), 'sid', sid)
  const title = (first && plain(first, 'title')) || `Story ${sid}`
  const ratingId = await unknownRating(move)
  await inTransaction(move.db, async (db) => {
    const row = {
      title,
      sort_title: sortableTitle(title, move.language),
      language: move.language,
      rating_id: ratingId,
      created_at: move.now,
      held_at: move.now,
      posted_at: null,
      hidden_at: null,
      deleted_at: null,
      updated_at: move.now,
      featured_at: null,
    }
    const [workId] = await insertAll(db, 'work', [row])
    const authors = await move.legacy.find(db, 'member', [first?.integer('uid') ?? 0])
    const creators = [...authors.values()].map((pseudId) => ({ work_id: workId!, pseud_id: pseudId, position: 0 }))
    if (creators.length > 0) await db.insertInto('creator').values(creators).execute()
    await refreshWorks(db, [workId!])
    await move.legacy.record(db, 'story', [{ oldId: String(sid), newId: workId!, fingerprint: null }])
  })
  move.ledger.remark('stories', sid, `is gone, but not its chapters: they wait in the work "${title}"`)
}
