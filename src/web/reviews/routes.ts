// Reviews of a work, a chapter or a series: reading them page by page, and leaving one.
import { findScoreTotal } from '../../reviews/average-score.ts'
import { findReviewed, isWithoutReviews, type Reviewed } from '../../reviews/find-reviewed.ts'
import { REVIEWS_PER_PAGE } from '../../reviews/find-review-place.ts'
import { leaveReview } from '../../reviews/leave-review.ts'
import type { ReviewTarget } from '../../reviews/review.ts'
import { findReviewSection } from '../../reviews/review-section.ts'
import type { Db } from '../../store/database.ts'
import { offsetOf, parsePage } from '../../store/paging.ts'
import { type Form, idParam, parseId, readForm } from '../forms.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, hotPage, page, seeOther } from '../respond.ts'
import { gateOf } from './gate-of.ts'
import { mistakesOf } from './mistakes-of.ts'
import { kudosRoutes } from './kudos-routes.ts'
import { oneReviewRoutes } from './one-review-routes.ts'
import type { ReviewDraft, Sent } from './review-form.ts'
import { reviewsPage } from './show-reviews.ts'

const TARGETS: ReadonlyArray<readonly [string, (c: C) => ReviewTarget]> = [
  [paths.workReviews.pattern, (c) => ({ kind: 'work', workId: idParam(c, 'work') })],
  [
    paths.chapterReviews.pattern,
    (c) => ({ kind: 'chapter', workId: idParam(c, 'work'), chapterId: idParam(c, 'chapter') }),
  ],
  [paths.seriesReviews.pattern, (c) => ({ kind: 'series', seriesId: idParam(c, 'series') })],
]

export function reviewRoutes(app: App, parts: Parts): void {
  const { db } = parts
  for (const [pattern, targetOf] of TARGETS) {
    app.get(pattern, async (c) => {
      const target = targetOf(c)
      const reviewed = await findReviewed(db, c.get('viewer'), target)
      return gateOf(c, reviewed) ?? hotPage(c, await showReviews(db, c, { target, reviewed }))
    })

    app.post(pattern, async (c) => {
      const target = targetOf(c)
      const draft = draftOf(await readForm(c))
      const reviewed = await findReviewed(db, c.get('viewer'), target)
      return gateOf(c, reviewed) ?? leave(parts, c, { target, reviewed, draft })
    })
  }
  oneReviewRoutes(app, parts)
  kudosRoutes(app, parts)
}

interface About {
  target: ReviewTarget
  reviewed: Reviewed
}

async function leave({ db, now }: Parts, c: C, { target, reviewed, draft }: About & { draft: ReviewDraft }) {
  const viewer = c.get('viewer')
  // Whoever was logged out while writing finds the words again; so does who wrote while the authors closed.
  if (isWithoutReviews(reviewed) || (viewer.kind === 'guest' && c.get('settings').reviewsBy === 'members'))
    return page(c, await showReviews(db, c, { target, reviewed, sent: { draft, errors: {} } }), 403)
  try {
    const { body, score, guestName, trap } = draft
    const input = { target, body, score, guestName, trap, pseudId: parseId(draft.pseud) }
    const id = await leaveReview(db, viewer, input, {
      settings: c.get('settings'),
      address: c.get('address'),
      now: now(),
    })
    return seeOther(c, paths.review({ review: id }))
  } catch (error) {
    const { errors, status } = mistakesOf(error, c)
    return page(c, await showReviews(db, c, { target, reviewed, sent: { draft, errors } }), status)
  }
}

async function showReviews(db: Db, c: C, { target, reviewed, sent }: About & { sent?: Sent }) {
  const settings = c.get('settings')
  const paging = { page: parsePage(c.req.query('page')), perPage: REVIEWS_PER_PAGE }
  const slice = { limit: paging.perPage, offset: offsetOf(paging) }
  const [section, scoreTotal] = await Promise.all([
    findReviewSection(db, c.get('viewer'), target, settings, slice),
    findScoreTotal(db, target, settings.scores),
  ])
  const pageCount = Math.max(1, Math.ceil(section.placeCount / REVIEWS_PER_PAGE))
  return reviewsPage(c.get('chrome'), { reviewed, section, scoreTotal, page: paging.page, pageCount, sent })
}

function draftOf(form: Form): ReviewDraft {
  return {
    body: form.text('body'),
    score: form.text('score'),
    pseud: form.text('pseud'),
    guestName: form.text('guestName'),
    trap: form.text('website'),
  }
}
