import { fieldErrors, type FieldErrors, invalid, notAllowed } from '../errors.ts'
import { addressKey, countAttempt } from '../people/limits.ts'
import type { Viewer } from '../people/viewer.ts'
import type { Settings } from '../site/settings.ts'
import { type Db, inTransaction } from '../store/database.ts'
import { recordEvent } from '../store/events.ts'
import { refreshNumbers } from '../works/refresh-numbers.ts'
import { checkGuestName, checkScore, checkWords, maskedWords } from './check-review.ts'
import { choosePseud } from './choose-pseud.ts'
import { findReviewedToWrite, isWithoutReviews } from './find-reviewed.ts'
import { mayReview } from './permissions.ts'
import type { ReviewTarget } from './review.ts'
import { saveOnce } from './save-once.ts'

export interface ReviewInput {
  target: ReviewTarget
  /** Plain text or HTML, as it was typed. */
  body: string
  /** As the form's field: empty for none. */
  score: string
  /** Null: the member's usual pen name. */
  pseudId: number | null
  guestName: string
  /** The field that people do not see. */
  trap: string
}

export interface Circumstances {
  settings: Pick<Settings, 'reviewsBy' | 'scores'> & Partial<Pick<Settings, 'scoreAlone'>>
  /** The client's, for limits on guests. */
  address: string
  now: number
}

export const PER_GUEST = { max: 10, windowSeconds: 10 * 60 }
export const PER_MEMBER = { max: 60, windowSeconds: 60 * 60 }

/**
 * Returns the review's id; the same words sent twice within a minute are one review. Refuses with not_found what the
 * viewer cannot see or has not passed the gate of, with not_allowed creators and whoever the archive does not let review.
 */
export async function leaveReview(
  db: Db,
  viewer: Viewer,
  input: ReviewInput,
  { settings, address, now }: Circumstances,
) {
  const reviewed = await findReviewedToWrite(db, viewer, input.target)
  refuseUnless(mayReview(viewer, reviewed.isCreator, { ...settings, isWithoutReviews: isWithoutReviews(reviewed) }))
  const typed = check(viewer, input, settings)
  const masked = await maskedWords(db, { source: typed.body_source, html: typed.body_html })
  const checked = { ...typed, body_source: masked.source, body_html: masked.html }
  const pseudId = viewer.kind === 'guest' ? null : await choosePseud(db, viewer, input.pseudId)
  await countReview(db, viewer, address, now)

  const row = { ...aboutOf(input.target), ...checked, pseud_id: pseudId, parent_id: null }
  return inTransaction(db, async (db) => {
    const { id, isNew } = await saveOnce(db, row, now)
    const accountId = viewer.kind === 'guest' ? null : viewer.accountId
    const payload = { workId: row.work_id, seriesId: row.series_id }
    if (!isNew) return id
    if (row.work_id !== null) await refreshNumbers(db, [row.work_id])
    await recordEvent(db, 'review_left', { subjectId: id, accountId, payload, at: now })
    return id
  })
}

function refuseUnless(may: ReturnType<typeof mayReview>): void {
  if (may === 'login') throw notAllowed('You must log in to review.')
  if (may === 'closed') throw notAllowed('This archive takes no reviews.')
  if (may === 'off') throw notAllowed('The authors of this work take no reviews.')
  if (may === 'own') throw notAllowed('You cannot review your own work. You can answer the reviews of others.')
}

/** All messages at once, so that nobody has to send a form three times. */
function check(viewer: Viewer, input: ReviewInput, { scores, scoreAlone }: Circumstances['settings']) {
  const errors: Record<string, string> = {}
  const score = collect(errors, () => checkScore(input.score, scores))
  const isScoreEnough = scores !== 'none' && scoreAlone !== 'refused'
  const wanted = isScoreEnough ? 'Please write something or choose a score.' : undefined
  const mayBeEmpty = isScoreEnough && (score !== null || errors.score !== undefined)
  const words = collect(errors, () => checkWords(input.body, mayBeEmpty, wanted))
  const guestName = collect(errors, () => (viewer.kind === 'guest' ? checkGuestName(input.guestName) : null))
  if (viewer.kind === 'guest' && input.trap !== '') errors.website = 'This is a trap for robots. Please empty it.'
  if (Object.keys(errors).length > 0) throw invalid(errors)
  return {
    body_source: words!.source,
    body_html: words!.html,
    score: score?.value ?? null,
    score_scale: score?.scale ?? null,
    guest_name: guestName,
  }
}

function collect<T>(errors: FieldErrors, look: () => T): T | null {
  try {
    return look()
  } catch (error) {
    Object.assign(errors, fieldErrors(error))
    return null
  }
}

interface About {
  work_id: number | null
  chapter_id: number | null
  series_id: number | null
}

function aboutOf(target: ReviewTarget): About {
  if (target.kind === 'series') return { work_id: null, chapter_id: null, series_id: target.seriesId }
  const chapterId = target.kind === 'chapter' ? target.chapterId : null
  return { work_id: target.workId, chapter_id: chapterId, series_id: null }
}

export async function countReview(db: Db, viewer: Viewer, address: string, now: number): Promise<void> {
  if (viewer.kind === 'guest') await countAttempt(db, `review address ${addressKey(address)}`, PER_GUEST, now)
  else await countAttempt(db, `review account ${viewer.accountId}`, PER_MEMBER, now)
}
