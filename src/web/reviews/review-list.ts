import type { Reply, Review, Words } from '../../reviews/review.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import { scoreMark } from './score.ts'

export interface ListOptions {
  /** The viewer may answer. */
  mayReply: boolean
  /** Says which chapter each review is about. */
  namesChapters: boolean
}

export function reviewList(t: Messages, reviews: readonly Review[], options: ListOptions): Html {
  return html`<ol class="reviews">
    ${reviews.map((review) => html`<li>${reviewItem(t, review, options)}</li>`)}
  </ol>`
}

/** The name a review is signed with, as plain text. */
export function signature(t: Messages, words: Pick<Words, 'author' | 'guestName'>): string {
  return words.author?.name ?? (words.guestName || t('reviews.anonymous'))
}

export function chapterName(t: Messages, { title, position }: { title: string; position: number }): string {
  return title ? t('reviews.chapterNameTitled', { position, title }) : t('reviews.chapterName', { position })
}

function reviewItem(t: Messages, review: Review, options: ListOptions): Html {
  return html`<article class="review" id="review-${review.id}">
    ${review.isDeleted ? html`<p class="quiet">${t('reviews.deleted')}</p>` : reviewWords(t, review, options)}
    ${review.replies.length > 0 && html`<div class="replies">${review.replies.map((reply) => replyItem(t, reply))}</div>`}
  </article>`
}

function reviewWords(t: Messages, review: Review, { mayReply, namesChapters }: ListOptions): Html {
  return html`<header>
      ${signed(t, review)} ${review.score && scoreMark(t, review.score)}
      ${namesChapters && review.chapter && chapterLink(t, review.chapter)} ${moments(t, review)}
    </header>
    ${body(review)} ${actions(t, review, mayReply)}`
}

function replyItem(t: Messages, reply: Reply): Html {
  return html`<article class="review reply${reply.isByCreator ? ' response' : ''}" id="review-${reply.id}">
    <header>
      ${reply.isByCreator && html`<span class="response-label">${t('reviews.authorsResponse')}</span>`} ${signed(t, reply)} ${moments(t, reply)}</header>
    ${body(reply)} ${actions(t, reply, false)}
  </article>`
}

export function body(words: { bodyHtml: string }): Html | false {
  return words.bodyHtml !== '' && trusted(`<div class="review-body" dir="auto">${words.bodyHtml}</div>`)
}

function signed(t: Messages, words: Words): Html {
  if (words.author)
    return html`<a class="signed" dir="auto" href="${paths.author({ slug: words.author.slug })}">${words.author.name}</a>`
  return html`<span class="signed" dir="auto">${signature(t, words)}</span>
    ${words.guestName && html`<span class="quiet">${t('reviews.guest')}</span>`}`
}

function chapterLink(t: Messages, chapter: NonNullable<Review['chapter']>): Html {
  const link = html`<a href="${paths.chapter({ work: chapter.workId, chapter: chapter.id })}"
    >${chapterName(t, chapter)}</a
  >`
  return html`<span class="about">${t.rich('reviews.onChapter', { chapter: link })}</span>`
}

function moments(t: Messages, words: Words): Html {
  const posted = words.postedAt === null ? '#' : timeOf(t, words.postedAt)
  const address = paths.review({ review: words.id })
  const edited = words.editedAt !== null && t('reviews.edited', { date: t.dateTime(words.editedAt) })
  return html`<span class="moment">
    <a href="${address}" title="${t('reviews.permalink')}" rel="nofollow">${posted}</a>
    ${edited && html`<span class="edited">${edited}</span>`}
  </span>`
}

function timeOf(t: Messages, time: number): Html {
  return html`<time datetime="${new Date(time).toISOString()}">${t.dateTime(time)}</time>`
}

function actions(t: Messages, words: Words, mayReply: boolean): Html | false {
  if (!mayReply && !words.mayEdit && !words.mayDelete) return false
  const at = { review: words.id }
  const name = signature(t, words)
  const link = (href: string, label: string, full: string) =>
    html`<li><a href="${href}" aria-label="${full}" rel="nofollow">${label}</a></li>`
  return html`<ul class="review-actions">
    ${mayReply && link(paths.replyToReview(at), t('reviews.reply'), t('reviews.replyTo', { name }))}
    ${words.mayEdit && link(paths.editReview(at), t('reviews.edit'), t('reviews.editOf', { name }))}
    ${words.mayDelete && link(paths.deleteReview(at), t('reviews.delete'), t('reviews.deleteOf', { name }))}
  </ul>`
}
