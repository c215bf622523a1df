import type { ScoreTotal } from '../../reviews/average-score.ts'
import type { Reviewed } from '../../reviews/find-reviewed.ts'
import type { ReviewSection } from '../../reviews/review-section.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { byline } from '../ui/byline.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { languageOf } from '../ui/prose.ts'
import { reviewsPath, type Sent } from './review-form.ts'
import { chapterName, reviewList } from './review-list.ts'
import { starsInWords } from './score.ts'
import { invitation, noReviews } from './section.ts'

export interface ReviewsProps {
  reviewed: Reviewed
  section: ReviewSection
  scoreTotal: ScoreTotal | null
  page: number
  pageCount: number
  /** A form that came back with mistakes. */
  sent?: Sent
}

/** All reviews of a work, a chapter or a series, page by page, with the form. */
export function reviewsPage(chrome: Chrome, props: ReviewsProps): Html {
  const { t } = chrome
  const { reviewed, section, page, pageCount, sent } = props
  const { reviews, target, mayReply, total } = section
  const linkTo = (page: number) => reviewsPath(target, page)
  return layout(
    chrome,
    { title: plainTitle(t, reviewed), unlisted: true },
    html`<h1>${heading(t, reviewed)}</h1>
      ${reviewed.kind === 'work' && html`<p>${byline(t, reviewed.work.creators)}</p>`} ${ways(t, reviewed)}
      ${total > 0 && html`<p class="quiet">${t('reviews.count', { count: total })}${averageOf(t, props.scoreTotal)}</p>`}
      ${
        reviews.length === 0
          ? noReviews(chrome, section)
          : reviewList(t, reviews, { mayReply, namesChapters: target.kind === 'work' })
      }
      ${pager({ t, page, pageCount, linkTo })} ${invitation(chrome, section, sent)}`,
  )
}

function heading(t: Messages, reviewed: Reviewed): Html {
  if (reviewed.kind === 'series')
    return t.rich('reviews.ofSeries', { title: html`<bdi>${reviewed.series.title}</bdi>` })
  const { work, chapter } = reviewed
  const title = html`<bdi ${languageOf(work.language)}>${work.title}</bdi>`
  if (!chapter) return t.rich('reviews.ofWork', { title })
  return t.rich('reviews.ofChapter', { title, chapter: html`<bdi>${chapterName(t, chapter)}</bdi>` })
}

function plainTitle(t: Messages, reviewed: Reviewed): string {
  if (reviewed.kind === 'series') return t('reviews.ofSeries', { title: reviewed.series.title })
  const { work, chapter } = reviewed
  if (!chapter) return t('reviews.ofWork', { title: work.title })
  return t('reviews.ofChapter', { title: work.title, chapter: chapterName(t, chapter) })
}

function ways(t: Messages, reviewed: Reviewed): Html {
  if (reviewed.kind === 'series')
    return wayList([[paths.series({ series: reviewed.series.id }), t('reviews.backToSeries')]])
  const work = reviewed.work.id
  if (!reviewed.chapter) return wayList([[paths.work({ work }), t('reviews.backToWork')]])
  return wayList([
    [paths.chapter({ work, chapter: reviewed.chapter.id }), t('reviews.backToChapter')],
    [paths.workReviews({ work }), t('reviews.allOfWork')],
  ])
}

function wayList(ways: ReadonlyArray<readonly [string, string]>): Html {
  return html`<ul class="review-ways">
    ${ways.map(([address, words]) => html`<li><a href="${address}">${words}</a></li>`)}
  </ul>`
}

function averageOf(t: Messages, total: ScoreTotal | null): Html | false {
  if (!total) return false
  const { count, sum, scale } = total
  if (scale === 'likes')
    return html` · <span class="average">${t('reviews.likesOf', { likes: sum, dislikes: count - sum })}</span>`
  const score = starsInWords(t, Math.round((sum / count) * 100) / 100)
  return html` · <span class="average">${t('reviews.average', { score })} ${t('reviews.averageOf', { count })}</span>`
}
