// One review: where it stands, and answering, editing and deleting it.
import { fieldErrors } from '../../errors.ts'
import { answerReview, repliesClosed } from '../../reviews/answer-review.ts'
import { deleteReview } from '../../reviews/delete-review.ts'
import { editReview, findReviewToDelete, findReviewToEdit, scoreIsOpen } from '../../reviews/edit-review.ts'
import { findReview, wholeOf } from '../../reviews/find-review.ts'
import { findReviewPlace } from '../../reviews/find-review-place.ts'
import { isWithoutReviews } from '../../reviews/find-reviewed.ts'
import { canReply } from '../../reviews/permissions.ts'
import { listOwnPseuds } from '../../reviews/choose-pseud.ts'
import { idParam, parseId, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { reviewsPath } from './review-form.ts'
import { signature } from './review-list.ts'
import { gateOf } from './gate-of.ts'
import { mistakesOf } from './mistakes-of.ts'
import { deletePage, editPage, type EditProps, replyPage, type ReplyProps } from './show-edit.ts'

export function oneReviewRoutes(app: App, parts: Parts): void {
  const { db, now } = parts

  app.get(paths.review.pattern, async (c) => {
    const review = idParam(c, 'review')
    const { target, page, reviewed } = await findReviewPlace(db, c.get('viewer'), review)
    return gateOf(c, reviewed) ?? seeOther(c, `${reviewsPath(target, page)}#review-${review}`)
  })

  app.get(paths.editReview.pattern, async (c) => {
    const { closed, props } = await findEdit(parts, c)
    return closed ?? page(c, editPage(c.get('chrome'), props))
  })

  app.post(paths.editReview.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const id = idParam(c, 'review')
    const form = await readForm(c)
    const draft = { body: form.text('body'), score: form.text('score') }
    try {
      await editReview(db, member, id, { input: draft, scores: c.get('settings').scores, now: now() })
    } catch (error) {
      const errors = fieldErrors(error)
      const { closed, props } = await findEdit(parts, c)
      return closed ?? page(c, editPage(c.get('chrome'), { ...props, draft, errors }), 422)
    }
    return seeOther(c, paths.review({ review: id }))
  })

  app.get(paths.replyToReview.pattern, async (c) => {
    const { closed, props } = await findReply(parts, c)
    return closed ?? page(c, replyPage(c.get('chrome'), props))
  })

  app.post(paths.replyToReview.pattern, async (c) => {
    const form = await readForm(c)
    const draft = { body: form.text('body'), pseud: form.text('pseud') }
    const { closed, props } = await findReply(parts, c)
    if (closed) return closed
    try {
      return seeOther(c, paths.review({ review: await answer(parts, c, draft) }))
    } catch (error) {
      const { errors, status } = mistakesOf(error, c)
      return page(c, replyPage(c.get('chrome'), { ...props, draft, errors }), status)
    }
  })

  app.get(paths.deleteReview.pattern, async (c) => {
    const { review, reviewed } = await findReviewToDelete(db, requireMember(c.get('viewer')), idParam(c, 'review'))
    return gateOf(c, reviewed) ?? page(c, deletePage(c.get('chrome'), review))
  })

  app.post(paths.deleteReview.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const id = idParam(c, 'review')
    const { review } = await findReviewToDelete(db, member, id)
    await deleteReview(db, member, id, now())
    return seeOther(c, reviewsPath(wholeOf(review)))
  })
}

async function answer({ db, now }: Parts, c: C, draft: ReplyProps['draft']): Promise<number> {
  const input = { body: draft.body, pseudId: parseId(draft.pseud) }
  const circumstances = { input, settings: c.get('settings'), address: c.get('address'), now: now() }
  return answerReview(db, requireMember(c.get('viewer')), idParam(c, 'review'), circumstances)
}

interface Found<Props> {
  /** The gate's page, in place of the form. */
  closed: Response | null
  props: Props
}

async function findEdit({ db }: Parts, c: C): Promise<Found<EditProps>> {
  const { review, reviewed } = await findReviewToEdit(db, requireMember(c.get('viewer')), idParam(c, 'review'))
  const { scores } = c.get('settings')
  const scale = scores !== 'none' && scoreIsOpen(review, scores) ? scores : null
  const draft = { body: review.bodySource || review.bodyHtml, score: review.score === null ? '' : String(review.score) }
  return { closed: gateOf(c, reviewed), props: { reviewId: review.id, draft, scale } }
}

async function findReply({ db }: Parts, c: C): Promise<Found<ReplyProps>> {
  const member = requireMember(c.get('viewer'))
  const { review, reviewed } = await findReview(db, member, idParam(c, 'review'))
  const open = { ...c.get('settings'), isWithoutReviews: isWithoutReviews(reviewed) }
  if (!canReply(member, reviewed.isCreator, open)) throw repliesClosed(open)
  const name = signature(c.get('t'), {
    author: review.authorName === null ? null : { name: review.authorName, slug: '' },
    guestName: review.guestName,
  })
  const props = {
    review: { id: review.id, name, bodyHtml: review.bodyHtml },
    isResponse: reviewed.isCreator,
    pseuds: await listOwnPseuds(db, member),
    draft: { body: '', pseud: '' },
  }
  return { closed: gateOf(c, reviewed), props }
}
