// An archive with a work by Ada that readers may review, behind its front door.
import { changeSettings, type Settings } from '../src/site/settings.ts'
import { type Cast, aCast, aWork, NOON } from './cast.ts'
import { anApp, type TestApp } from './client.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

export interface ReviewStage extends TestDatabase, TestApp, Cast {
  workId: number
  chapterId: number
  /** The address of the first chapter's reviews. */
  reviews: string
  set: (changes: Partial<Settings>) => Promise<void>
}

export async function aReviewStage(): Promise<ReviewStage> {
  const base = await openTestDatabase()
  const cast = await aCast(base.db)
  const { workId, chapterIds } = await aWork(base.db, {
    title: 'The Lighthouse',
    by: cast.ada,
    chapters: [{ title: 'Dusk' }, {}],
  })
  const chapterId = chapterIds[0]!
  const reviews = `/works/${workId}/chapters/${chapterId}/reviews`
  const set = (changes: Partial<Settings>) => changeSettings(base.db, changes, NOON)
  return { ...base, ...(await anApp(base.db)), ...cast, workId, chapterId, reviews, set }
}

export function aReview(stage: ReviewStage, { body, at = NOON }: { body: string; at?: number }) {
  return {
    work_id: stage.workId,
    chapter_id: stage.chapterId,
    series_id: null,
    parent_id: null,
    pseud_id: stage.rui.pseudId,
    guest_name: null,
    body_source: body,
    body_html: `<p>${body}</p>`,
    score: null,
    score_scale: null,
    posted_at: at,
    edited_at: null,
    hidden_at: null,
    deleted_at: null,
    created_at: at,
  }
}

export async function aSeries({ db, ada }: Pick<ReviewStage, 'db' | 'ada'>): Promise<number> {
  const row = {
    title: 'Lights',
    sort_title: 'lights',
    pseud_id: ada.pseudId,
    created_at: NOON,
    updated_at: NOON,
    hidden_at: null,
  }
  return (await db.insertInto('series').values(row).returning('id').executeTakeFirstOrThrow()).id
}
