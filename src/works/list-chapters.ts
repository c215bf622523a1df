import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { prepare } from '../store/prepared.ts'

export interface ChapterLine {
  id: number
  title: string
  /** BCP 47; null: the work's. */
  language: string | null
  wordCount: number
  /** Null: only creators and moderators see it. */
  postedAt: number | null
  updatedAt: number
  /** Who wrote it, where that is not the work's creators. */
  author: { accountId: number; name: string; slug: string } | null
}

const listRows = prepare<{ workId: number }>()((db, param) =>
  db
    .selectFrom('chapter')
    .leftJoin('pseud', 'pseud.id', 'chapter.pseud_id')
    .where('chapter.work_id', '=', param('workId'))
    .select([
      'chapter.id',
      'chapter.title',
      'chapter.language',
      'chapter.word_count as wordCount',
      'chapter.posted_at as postedAt',
      'chapter.updated_at as updatedAt',
      'pseud.account_id as authorAccountId',
      'pseud.name as authorName',
      'pseud.slug as authorSlug',
    ])
    .orderBy('chapter.position'),
)

type Row = Awaited<ReturnType<typeof listRows>>[number]

/** All chapters in order, drafts too: pass them through `chaptersSeenIn`. */
export async function listAllChapters(db: Db, workId: number): Promise<ChapterLine[]> {
  const rows = await listRows(db, { workId })
  return rows.map((row) => {
    const { id, title, language, wordCount, postedAt, updatedAt } = row
    return { id, title, language, wordCount, postedAt, updatedAt, author: authorOf(row) }
  })
}

function authorOf({ authorAccountId, authorName, authorSlug }: Row): ChapterLine['author'] {
  if (authorAccountId === null || authorName === null || authorSlug === null) return null
  return { accountId: authorAccountId, name: authorName, slug: authorSlug }
}

/** A draft is there for the work's creators, for moderators, and for whoever wrote it. */
export function chaptersSeenIn(
  work: { seesDrafts: boolean },
  chapters: readonly ChapterLine[],
  viewer: Viewer,
): ChapterLine[] {
  const isOwn = ({ author }: ChapterLine) => viewer.kind === 'member' && author?.accountId === viewer.accountId
  return chapters.filter((chapter) => work.seesDrafts || chapter.postedAt !== null || isOwn(chapter))
}
