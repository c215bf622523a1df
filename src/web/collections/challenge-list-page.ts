import type { Challenge } from '../../collections/find-challenge.ts'
import type { Paged } from '../../store/paging.ts'
import { pastTheEnd } from '../browse/work-list.ts'
import { paths } from '../paths.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { issued, tagLine } from './challenge-page.ts'

export function challengeListPage(
  chrome: Chrome,
  { challenges, mayIssue }: { challenges: Paged<Challenge>; mayIssue: boolean },
): Html {
  const { t } = chrome
  const { page, pageCount, rows, total } = challenges
  const linkTo = (page: number) => paths.challenges({}, { page: page === 1 ? null : page })
  return layout(
    chrome,
    { title: t('challenges.title') },
    html`<h1>${t('challenges.title')}</h1>
      <p class="quiet">${t('challenges.intro')}</p>
      ${mayIssue && html`<p><a class="button" href="${paths.newChallenge({})}">${t('challenges.issue')}</a></p>`}
      ${total === 0 && html`<p class="empty">${t('challenges.empty')}</p>`}
      ${total > 0 && rows.length === 0 && pastTheEnd(t, linkTo)}
      <div class="works">${rows.map((challenge) => line(chrome, challenge))}</div>
      ${pager({ t, page, pageCount, linkTo })}`,
  )
}

function line(chrome: Chrome, challenge: Challenge): Html {
  const { id, title, summaryHtml, answerCount } = challenge
  return html`<article class="blurb">
    <h2 class="blurb-title"><a href="${paths.challenge({ challenge: id })}" dir="auto">${title}</a></h2>
    <p class="facts">${issued(chrome, challenge)}</p>
    ${summaryHtml !== '' && trusted(`<div class="summary" dir="auto">${summaryHtml}</div>`)} ${tagLine(challenge)}
    <p class="counts">
      <a href="${paths.challenge({ challenge: id })}#answers">${chrome.t('challenges.answers', { count: answerCount })}</a>
    </p>
  </article>`
}
