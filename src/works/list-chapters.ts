import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'

export interface ChapterLine {
  id: number
  title: string
  wordCount: number
  /** Null: only creators and moderators see it. */
  postedAt: number | null
  updatedAt: number
  /** Who wrote it, where that is not the work's creators. */
  author: { name: string; slug: string } | null
}

const listRows = prepare<{ workId: number }>()((db, param) =>
  db
    .selectFrom('chapter')
    .leftJoin('pseud', 'pseud.id', 'chapter.pseud_id')
    .where('chapter.work_id', '=', param('workId'))
    .select([
      'chapter.id',
      'chapter.title',
      'chapter.word_count as wordCount',
      'chapter.posted_at as postedAt',
      'chapter.updated_at as updatedAt',
      'pseud.name as authorName',
      'pseud.slug as authorSlug',
    ])
    .orderBy('chapter.position'),
)

/** All chapters in order, drafts too: pass them through `chaptersSeenIn`. */
export async function listAllChapters(db: Db, workId: number): Promise<ChapterLine[]> {
  const rows = await listRows(db, { workId })
  return rows.map(({ authorName, authorSlug, ...line }) => ({
    ...line,
    author: authorName === null || authorSlug === null ? null : { name: authorName, slug: authorSlug },
  }))
}

export function chaptersSeenIn(work: { seesDrafts: boolean }, chapters: readonly ChapterLine[]): ChapterLine[] {
  return chapters.filter((chapter) => work.seesDrafts || chapter.postedAt !== null)
}
