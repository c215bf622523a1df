import { findRecommendation, listRecommendations } from '../../collections/find-recommendation.ts'
import {
  deleteStrayReview,
  listReviewsOfRecommendation,
  listStrayReviews,
} from '../../collections/list-stray-reviews.ts'
import { canRecommend } from '../../collections/permissions.ts'
import {
  approveRecommendation,
  deleteRecommendation,
  editRecommendation,
  findRecommendationToEdit,
  listRecommendationTagIds,
  listRecommendationVocabularies,
  recommend,
  type RecommendationInput,
} from '../../collections/recommend.ts'
import { notAllowed } from '../../errors.ts'
import { REVIEWS_PER_PAGE } from '../../reviews/find-review-place.ts'
import { parsePage } from '../../store/paging.ts'
import type { FormVocabulary } from '../../tags/list-form-vocabularies.ts'
import { type Form, idParam, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths, sameSitePath } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { attempt } from '../works/edit/attempt.ts'
import { parseTagChoices } from '../works/edit/parse.ts'
import { chosenTags } from './own-tags.ts'
import { questionPage } from './question-page.ts'
import { recommendationForm } from './recommendation-form.ts'
import { recommendationListPage } from './recommendation-list-page.ts'
import { recommendationPage } from './recommendation-page.ts'
import { strayReviewsPage } from './stray-reviews-page.ts'

export function recommendationRoutes(app: App, parts: Parts): void {
  const { db, now } = parts

  app.get(paths.recommendations.pattern, async (c) => {
    const recommendations = await listRecommendations(db, c.get('viewer'), paging(c, c.get('settings').worksPerPage))
    const mayRecommend = canRecommend(c.get('viewer'), c.get('settings'))
    return page(c, recommendationListPage(c.get('chrome'), { recommendations, mayRecommend }))
  })

  app.get(paths.recommendation.pattern, async (c) => {
    const id = idParam(c, 'recommendation')
    const recommendation = await findRecommendation(db, c.get('viewer'), id)
    const reviews = await listReviewsOfRecommendation(db, id, paging(c, REVIEWS_PER_PAGE))
    // Reviews stand behind the same gate as what they are about.
    const shown = recommendation.summaryHtml === null ? { ...reviews, rows: [], total: 0, pageCount: 1 } : reviews
    return page(c, recommendationPage(c.get('chrome'), { recommendation, reviews: shown }))
  })

  app.post(paths.recommendationApproval.pattern, async (c) => {
    const recommendation = idParam(c, 'recommendation')
    await approveRecommendation(db, requireMember(c.get('viewer')), recommendation, now())
    return seeOther(c, paths.recommendation({ recommendation }))
  })

  app.get(paths.recommendationApproval.pattern, (c) =>
    seeOther(c, paths.recommendation({ recommendation: idParam(c, 'recommendation') })),
  )

  formRoutes(app, parts)
  strayRoutes(app, parts)
}

function formRoutes(app: App, { db, now }: Parts): void {
  const show = (c: C, id: number | null, shown: Shown, status: 200 | 409 | 422 = 200) => {
    const t = c.get('t')
    const heading = t(id === null ? 'recommendations.new' : 'recommendations.editTitle')
    const action = id === null ? paths.newRecommendation({}) : paths.editRecommendation({ recommendation: id })
    return page(c, recommendationForm(c.get('chrome'), { heading, action, errors: {}, ...shown }), status)
  }

  app.get(paths.newRecommendation.pattern, async (c) => {
    if (!canRecommend(requireMember(c.get('viewer')), c.get('settings')))
      throw notAllowed('Members do not recommend works on this archive.')
    return show(c, null, { vocabularies: await listRecommendationVocabularies(db, []), input: EMPTY })
  })

  app.post(paths.newRecommendation.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const vocabularies = await listRecommendationVocabularies(db, [])
    const input = parseRecommendation(await readForm(c), vocabularies)
    const tried = await attempt(() => recommend(db, member, { input, settings: c.get('settings'), now: now() }))
    if ('errors' in tried) return show(c, null, { vocabularies, input, errors: tried.errors }, tried.status)
    return seeOther(c, paths.recommendation({ recommendation: tried.done }))
  })

  app.get(paths.editRecommendation.pattern, async (c) => {
    const found = await findRecommendationToEdit(db, requireMember(c.get('viewer')), idParam(c, 'recommendation'))
    const chosen = await listRecommendationTagIds(db, found.id)
    const vocabularies = await listRecommendationVocabularies(db, chosen)
    const { title, authorName, url, isComplete } = found
    const texts = { summary: found.summarySource, notes: found.notesSource }
    const tags = await chosenTags(db, vocabularies, chosen)
    return show(c, found.id, { vocabularies, input: { title, authorName, url, isComplete, ...texts, tags } })
  })

  app.post(paths.editRecommendation.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const recommendation = idParam(c, 'recommendation')
    const form = await readForm(c)
    await findRecommendationToEdit(db, member, recommendation)
    const chosen = await listRecommendationTagIds(db, recommendation)
    const vocabularies = await listRecommendationVocabularies(db, chosen)
    const input = parseRecommendation(form, vocabularies)
    const tried = await attempt(() => editRecommendation(db, member, recommendation, input, now()))
    if ('errors' in tried) return show(c, recommendation, { vocabularies, input, errors: tried.errors }, tried.status)
    return seeOther(c, paths.recommendation({ recommendation }))
  })

  app.get(paths.deleteRecommendation.pattern, async (c) => {
    const found = await findRecommendationToEdit(db, requireMember(c.get('viewer')), idParam(c, 'recommendation'))
    const t = c.get('t')
    const place = { recommendation: found.id }
    const question = {
      title: t('recommendations.deleteTitle', { title: found.title }),
      text: t('recommendations.deleteText'),
      action: paths.deleteRecommendation(place),
      back: paths.recommendation(place),
    }
    return page(c, questionPage(c.get('chrome'), question))
  })

  app.post(paths.deleteRecommendation.pattern, async (c) => {
    await deleteRecommendation(db, requireMember(c.get('viewer')), idParam(c, 'recommendation'), now())
    return seeOther(c, paths.recommendations({}))
  })
}

function strayRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.strayReviews.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const reviews = await listStrayReviews(db, member, paging(c, REVIEWS_PER_PAGE))
    return page(c, strayReviewsPage(c.get('chrome'), reviews))
  })

  app.get(paths.strayReview.pattern, (c) => seeOther(c, paths.strayReviews({})))

  app.post(paths.strayReview.pattern, async (c) => {
    const form = await readForm(c)
    await deleteStrayReview(db, requireMember(c.get('viewer')), idParam(c, 'review'), now())
    return seeOther(c, sameSitePath(form.text('to')) ?? paths.strayReviews({}))
  })
}

type Shown = Pick<Parameters<typeof recommendationForm>[1], 'vocabularies' | 'input'> & {
  errors?: Record<string, string>
}

const EMPTY: RecommendationInput = {
  title: '',
  authorName: '',
  url: '',
  summary: '',
  notes: '',
  isComplete: false,
  tags: new Map(),
}

function parseRecommendation(form: Form, vocabularies: readonly FormVocabulary[]): RecommendationInput {
  return {
    title: form.text('title'),
    authorName: form.text('author'),
    url: form.text('url'),
    summary: form.text('summary').trim(),
    notes: form.text('notes').trim(),
    isComplete: form.has('complete'),
    tags: parseTagChoices(form, vocabularies),
  }
}

function paging(c: C, perPage: number) {
  return { page: parsePage(c.req.query('page')), perPage }
}
