import type { AnsweringSeries, OwnAnswer } from '../../collections/answer-challenge.ts'
import type { Challenge } from '../../collections/find-challenge.ts'
import type { Paged } from '../../store/paging.ts'
import { total as worksTotal } from '../browse/lists.ts'
import { workList } from '../browse/work-list.ts'
import { paths } from '../paths.ts'
import type { BlurbProps } from '../ui/blurb.ts'
import { tagLink } from '../ui/blurb.ts'
import { byline } from '../ui/byline.ts'
import { selectField } from '../ui/field.ts'
import { type Content, html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { day } from '../ui/time.ts'

export interface ChallengeProps {
  challenge: Challenge
  works: Paged<BlurbProps>
  series: readonly AnsweringSeries[]
  /** Null for guests. */
  own: ReadonlyArray<OwnAnswer & { isAnswer: boolean }> | null
}

export function challengePage(chrome: Chrome, props: ChallengeProps): Html {
  const { t } = chrome
  const { challenge, works, series, own } = props
  const place = { challenge: challenge.id }
  const linkTo = (page: number) => paths.challenge(place, { page: page === 1 ? null : page })
  const isEmpty = works.total === 0 && series.length === 0
  return layout(
    chrome,
    { title: challenge.title },
    html`<header class="work-head">
        <h1 dir="auto">${challenge.title}</h1>
        <p>${issued(chrome, challenge)}</p>
      </header>
      ${challenge.summaryHtml !== '' && trusted(`<div class="prose summary" dir="auto">${challenge.summaryHtml}</div>`)}
      ${tagLine(challenge)}
      ${
        challenge.mayEdit &&
        html`<p class="tools">
          <a href="${paths.editChallenge(place)}">${t('challenges.edit')}</a>
          <a class="danger" href="${paths.deleteChallenge(place)}">${t('challenges.delete')}</a>
        </p>`
      }
      ${own && answerForm(chrome, challenge, own)}
      <h2 id="answers">${t('challenges.answersTitle')}</h2>
      ${isEmpty && html`<p class="empty">${t('challenges.noAnswers')}</p>`}
      ${series.length > 0 && works.page === 1 && seriesList(chrome, challenge, series)}
      ${works.total > 0 && html`${worksTotal(chrome, works.total)} ${workList(t, works, linkTo)}`}`,
  )
}

/** "Challenge by Ada · issued 1 May 2026" */
export function issued({ t }: Chrome, challenge: Challenge): Html {
  const { author, guestName, postedAt } = challenge
  const name: Content = author
    ? html`<a href="${paths.author({ slug: author.slug })}" dir="auto">${author.name}</a>`
    : html`<span dir="auto">${guestName || t('challenges.anonymous')}</span>`
  return html`${t.rich('challenges.issuedBy', { name: html`${name}` })}${postedAt !== null && html` · ${t.rich('challenges.issuedOn', { date: day(t, postedAt) })}`}`
}

export function tagLine({ tags }: Pick<Challenge, 'tags'>): Html | false {
  return (
    tags.length > 0 &&
    html`<ul class="tags">
      ${tags.map((tag) => html`<li>${tagLink(tag)}</li>`)}
    </ul>`
  )
}

function seriesList(chrome: Chrome, challenge: Challenge, series: readonly AnsweringSeries[]): Html {
  return html`<h3>${chrome.t('challenges.answersSeries')}</h3>
    <ul class="entries">
      ${series.map(
        ({ id, title, author }) =>
          html`<li>
            <a href="${paths.series({ series: id })}" dir="auto">${title}</a> ${author && byline(chrome.t, [author])}
            ${challenge.mayEdit && takeOut(chrome, challenge.id, { kind: 'series', id, title })}
          </li>`,
      )}
    </ul>`
}

function answerForm(chrome: Chrome, challenge: Challenge, own: NonNullable<ChallengeProps['own']>): Html {
  const { t } = chrome
  const answers = own.filter(({ isAnswer }) => isAnswer)
  const others = own.filter(({ isAnswer }) => !isAnswer)
  const post = html`<a href="${paths.newWork({})}">${t('challenges.postOne')}</a>`
  const choices = [
    { value: '', label: t('challenges.choose') },
    ...others.map(({ kind, id, title }) => ({ value: `${kind} ${id}`, label: title })),
  ]
  const answerWith = { name: 'answer', label: t('challenges.answerWith'), hint: t('challenges.answerHint'), choices }
  return html`<details class="answering" ${answers.length > 0 && html`open`}>
    <summary>${t('challenges.answer')}</summary>
    ${
      answers.length > 0 &&
      html`<p>${t('challenges.yours')}</p>
        <ul class="entries">
          ${answers.map((answer) => html`<li><span dir="auto">${answer.title}</span> ${takeOut(chrome, challenge.id, answer)}</li>`)}
        </ul>`
    }
    ${
      others.length === 0
        ? answers.length === 0 && html`<p class="empty">${t.rich('challenges.noneOfYours', { post })}</p>`
        : html`<form method="post" action="${paths.challengeAnswers({ challenge: challenge.id })}">
            ${selectField({ ...answerWith, required: true })}
            <p class="buttons"><button type="submit">${t('challenges.send')}</button></p>
          </form>`
    }
  </details>`
}

function takeOut({ t }: Chrome, challengeId: number, { kind, id, title }: OwnAnswer): Html {
  return html`<form class="inline" method="post" action="${paths.challengeAnswers({ challenge: challengeId })}">
    <input type="hidden" name="answer" value="${kind} ${id}" />
    <input type="hidden" name="back" value="yes" />
    <button class="link" type="submit" aria-label="${t('challenges.takeOutFull', { title })}">
      ${t('challenges.takeOut')}
    </button>
  </form>`
}
