import type { Row } from '../read/row.ts'
import type { StoryFile } from '../read/story-files.ts'
import { type ReviewDraft, type Scoring, toReview } from '../reviews/to-review.ts'
import { type ChapterDraft, toChapter } from '../works/to-chapter.ts'

export interface ChapterTask {
  kind: 'chapters'
  /** Where the site kept its texts last. */
  filesFirst: boolean
}

export interface ReviewTask {
  kind: 'reviews'
  scoring: Scoring
  zone: string
}

/** What is to be made of rows; plain values, so that another thread can be told. */
export type DraftTask = ChapterTask | ReviewTask

export type DraftOf<Task extends DraftTask> = Task extends ChapterTask ? ChapterDraft : ReviewDraft

export type FileBytes = Pick<StoryFile, 'bytes'>

/** `files` are those of the row, the valid one first. */
export function draftOf(task: DraftTask, row: Row, files: readonly FileBytes[]): ChapterDraft | ReviewDraft {
  return task.kind === 'chapters'
    ? toChapter(row, { files, filesFirst: task.filesFirst })
    : toReview(row, task.scoring, task.zone)
}
