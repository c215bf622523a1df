import type { ScoreScale } from '../store/tables/reviews.ts'

export interface Score {
  /** Half-stars 1 to 10, or 1 and 0 for like and dislike. */
  value: number
  /** As it was made, which need not be what the archive asks for today. */
  scale: ScoreScale
}

export interface Words {
  id: number
  /** Null: a guest, or somebody who left. */
  author: { name: string; slug: string } | null
  /** What a guest signed with, often empty. */
  guestName: string
  bodyHtml: string
  /** Null: unknown. */
  postedAt: number | null
  editedAt: number | null
  mayEdit: boolean
  mayDelete: boolean
}

export interface Reply extends Words {
  /** By a creator of the work, or the owner of the series: the author's response. */
  isByCreator: boolean
}

export interface Review extends Words {
  score: Score | null
  /** Null: about the whole work or a series, or the chapter is not there to be read. */
  chapter: { id: number; workId: number; title: string; position: number } | null
  /** Only its place is left, because others answered it. */
  isDeleted: boolean
  replies: Reply[]
}

export type ReviewTarget =
  | { kind: 'chapter'; workId: number; chapterId: number }
  | { kind: 'work'; workId: number }
  | { kind: 'series'; seriesId: number }

export type TargetKind = ReviewTarget['kind']

export function idOfTarget(target: ReviewTarget): number {
  if (target.kind === 'chapter') return target.chapterId
  return target.kind === 'work' ? target.workId : target.seriesId
}
