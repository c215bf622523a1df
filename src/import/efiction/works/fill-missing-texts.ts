import { type Db, inTransaction } from '../../../store/database.ts'
import { refreshWorks } from '../../../works/refresh-work.ts'
import type { Move } from '../moving.ts'
import type { StoryFiles } from '../read/story-files.ts'
import { type ChapterDraft, toChapter } from './to-chapter.ts'

const BATCH = 200

interface Found {
  chapterId: number
  workId: number
  draft: ChapterDraft
}

/** An earlier import without the story files left chapters empty; those that nobody has written since get theirs. */
export async function fillMissingTexts(move: Move, files: StoryFiles): Promise<void> {
  let after = 0
  for (;;) {
    const empty = await listEmpty(move, after)
    if (empty.length === 0) return
    after = empty.at(-1)!.chapterId
    const found = empty.flatMap(({ oldId, ...chapter }) => {
      const [row] = move.spool.rowsOf(move.site.table('chapters'), 'chapid', Number(oldId))
      const draft =
        row && toChapter(row, { files: files.of(row.integer('chapid'), row.integer('uid')), filesFirst: true })
      if (!draft || draft.html === '') return []
      move.ledger.remark('chapters', oldId, 'was here without a text; the text has been added')
      return [{ ...chapter, draft }]
    })
    if (found.length > 0) await inTransaction(move.db, (db) => fill(db, found, move.now))
  }
}

function listEmpty({ db, legacy }: Move, after: number) {
  return db
    .selectFrom('legacy_id')
    .innerJoin('chapter', 'chapter.id', 'legacy_id.new_id')
    .innerJoin('chapter_text', 'chapter_text.chapter_id', 'chapter.id')
    .where('legacy_id.source', '=', legacy.source)
    .where('legacy_id.kind', '=', 'chapter')
    .where('chapter_text.html', '=', '')
    .where('chapter.id', '>', after)
    .select(['legacy_id.old_id as oldId', 'chapter.id as chapterId', 'chapter.work_id as workId'])
    .orderBy('chapter.id')
    .limit(BATCH)
    .execute()
}

async function fill(db: Db, found: readonly Found[], now: number): Promise<void> {
  for (const { chapterId, draft } of found) {
    await db.updateTable('chapter_text').set({ html: draft.html }).where('chapter_id', '=', chapterId).execute()
    await db.updateTable('chapter').set({ word_count: draft.wordCount }).where('id', '=', chapterId).execute()
    const revisions = draft.revisions.map((each) => ({
      ...each,
      chapter_id: chapterId,
      account_id: null,
      saved_at: now,
    }))
    await db.insertInto('chapter_revision').values(revisions).execute()
  }
  await refreshWorks(db, [...new Set(found.map(({ workId }) => workId))])
}
