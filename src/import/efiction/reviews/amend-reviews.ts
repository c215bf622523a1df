import type { Db } from '../../../store/database.ts'
import { padded } from '../../../store/in-list.ts'
import type { StorableText } from '../../../store/text-bytes.ts'
import type { Amend } from '../moving.ts'
import type { Rich } from '../text/to-text.ts'
import { type ReviewDraft, changeWords, reviewFields } from './to-review.ts'

/** By old number. */
export type ReviewDrafts = ReadonlyMap<string, ReviewDraft<StorableText>>

/** What a newer dump may change in reviews: their words and score, and the answer at their end. */
export const AMEND_REVIEWS: Amend<ReviewDrafts> = {
  drafted: ({ id }, drafts) => reviewFields(drafts.get(id)!),
  present: async (db, ids) => {
    const rows = await db
      .selectFrom('review')
      .where('id', 'in', padded(ids))
      .where('deleted_at', 'is', null)
      .select(['id', 'body_source', 'score'])
      .execute()
    const responses = await listResponses(db, ids)
    return new Map(
      rows.map(({ id, body_source, score }) => [
        id,
        { body: body_source, score, response: responses.get(id)?.source ?? '' },
      ]),
    )
  },
  change: async (db, amendments, drafts) => {
    for (const { id, old, fields } of amendments) {
      const { body, score, scoreScale, response } = changeWords(drafts.get(old.id)!, String)
      const row = {
        ...('body' in fields && { body_source: body.source, body_html: body.html }),
        ...('score' in fields && { score, score_scale: scoreScale }),
      }
      if (Object.keys(row).length > 0) await db.updateTable('review').set(row).where('id', '=', id).execute()
      if ('response' in fields) await changeResponse(db, id, response)
    }
  },
}

/** Answers that stood inside reviews came without a date; nothing that is written here has none. */
async function listResponses(db: Db, ids: readonly number[]): Promise<Map<number, { id: number; source: string }>> {
  const rows = await db
    .selectFrom('review')
    .where('parent_id', 'in', padded(ids))
    .where('posted_at', 'is', null)
    .select(['id', 'parent_id', 'body_source'])
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map(({ id, parent_id, body_source }) => [parent_id!, { id, source: body_source }]))
}

async function changeResponse(db: Db, reviewId: number, response: Rich | null): Promise<void> {
  const known = (await listResponses(db, [reviewId])).get(reviewId)
  const words = { body_source: response?.source ?? '', body_html: response?.html ?? '' }
  if (known && response) await db.updateTable('review').set(words).where('id', '=', known.id).execute()
  else if (known) await db.deleteFrom('review').where('id', '=', known.id).execute()
  else if (response) await addResponse(db, reviewId, words)
}

async function addResponse(db: Db, reviewId: number, words: { body_source: string; body_html: string }) {
  const review = await db
    .selectFrom('review')
    .where('id', '=', reviewId)
    .select(['work_id', 'chapter_id', 'series_id', 'created_at'])
    .executeTakeFirstOrThrow()
  const pseudId = await findAuthor(db, review)
  const nothing = {
    score: null,
    score_scale: null,
    posted_at: null,
    edited_at: null,
    hidden_at: null,
    deleted_at: null,
  }
  await db
    .insertInto('review')
    .values({
      ...review,
      ...nothing,
      ...words,
      parent_id: reviewId,
      pseud_id: pseudId,
      guest_name: pseudId === null ? 'Author' : null,
    })
    .execute()
}

/** The first author of the work, or the owner of the series, as for those that came the first time. */
async function findAuthor(db: Db, place: { work_id: number | null; series_id: number | null }): Promise<number | null> {
  const found =
    place.work_id === null
      ? await db.selectFrom('series').where('id', '=', place.series_id!).select('pseud_id').executeTakeFirst()
      : await db
          .selectFrom('creator')
          .where('work_id', '=', place.work_id)
          .orderBy('position')
          .select('pseud_id')
          .executeTakeFirst()
  return found?.pseud_id ?? null
}
