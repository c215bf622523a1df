import type { StorableText } from '../../../store/text-bytes.ts'
import type { Row } from '../read/row.ts'
import type { StoryFile } from '../read/story-files.ts'
import { type ReviewDraft, type Scoring, changeWords, reviewFields, toReview } from '../reviews/to-review.ts'
import { type ChapterDraft, changeTexts, chapterFields, toChapter } from '../works/to-chapter.ts'
import type { Fields } from '../written.ts'

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

export type DraftOf<Task extends DraftTask, Text = StorableText> = Task extends ChapterTask
  ? ChapterDraft<Text>
  : ReviewDraft<Text>

export type FileBytes = Pick<StoryFile, 'bytes'>

/** A draft, and its fields as `Amend` has them of a row that was never here before. */
export interface Drawn<Text = string> {
  draft: ChapterDraft<Text> | ReviewDraft<Text>
  fields: Fields
}

/** `files` are those of the row, the valid one first. */
export function draftOf(task: DraftTask, row: Row, files: readonly FileBytes[]): Drawn {
  if (task.kind === 'chapters') {
    const draft = toChapter(row, { files, filesFirst: task.filesFirst })
    return { draft, fields: chapterFields(draft, true) }
  }
  const draft = toReview(row, task.scoring, task.zone)
  return { draft, fields: reviewFields(draft) }
}

/** The same draft with its long texts in another form. */
export function withTexts<From, To>(
  { kind }: DraftTask,
  draft: ChapterDraft<From> | ReviewDraft<From>,
  change: (text: From) => To,
): ChapterDraft<To> | ReviewDraft<To> {
  return kind === 'chapters'
    ? changeTexts(draft as ChapterDraft<From>, change)
    : changeWords(draft as ReviewDraft<From>, change)
}
