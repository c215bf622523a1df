import type { FoundClaim } from '../../people/claim-by-owner.ts'
import type { Paged } from '../../store/paging.ts'
import type { ClaimState } from '../../store/tables/people.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { day } from '../ui/time.ts'
import { membersMenu } from './members-menu.ts'

export interface ClaimsProps {
  claims: Paged<FoundClaim>
  state: ClaimState
  isDone: boolean
}

export const STATES = {
  waiting: 'claims.stateWaiting',
  linked: 'claims.stateLinked',
  joined: 'claims.stateJoined',
  refused: 'claims.stateRefused',
} as const

export function claimsPage(chrome: Chrome, { claims, state, isDone }: ClaimsProps): Html {
  const { t } = chrome
  const { page, pageCount, rows, total } = claims
  return layout(
    chrome,
    { title: t('claims.queue'), unlisted: true },
    html`<h1>${t('claims.queue')}</h1>
      ${membersMenu(chrome, 'claims')}
      ${isDone && html`<p class="notice good" role="status">${t('claims.decided')}</p>`}
      <p class="tools">
        ${(Object.keys(STATES) as ClaimState[]).map(
          (each) =>
            html`<a href="${paths.claims({}, { state: each })}" ${each === state && html`aria-current="page"`}>
              ${t(STATES[each])}
            </a>`,
        )}
      </p>
      ${
        total === 0
          ? html`<p class="empty">${t('claims.queueEmpty')}</p>`
          : html`${state === 'waiting' && html`<p>${t('claims.waiting', { count: total })}</p>`}
              <ul class="queue">
                ${rows.map((claim) => row(chrome, claim))}
              </ul>`
      }
      ${pager({ t, page, pageCount, linkTo: (page) => paths.claims({}, { state, page }) })}`,
  )
}

function row(chrome: Chrome, claim: FoundClaim): Html {
  const { t } = chrome
  return html`<li>
    <h2>${says(chrome, claim)}</h2>
    <p class="small quiet">${standing(chrome, claim)}</p>
    <p class="as-typed" dir="auto">${brief(claim.reason)}</p>
    <p class="tools"><a href="${paths.claimDecision({ claim: claim.id })}">${t('claims.decide')}</a></p>
  </li>`
}

export function says({ t }: Chrome, claim: FoundClaim): Html {
  const name = html`<a href="${paths.author({ slug: claim.slug })}" dir="auto">${claim.name}</a>`
  return t.rich('claims.says', { who: who(t, claim), name })
}

function who(t: Chrome['t'], { askerName, askerSlug, email }: FoundClaim): Html | string {
  if (askerName !== null) return html`<a href="${paths.author({ slug: askerSlug! })}" dir="auto">${askerName}</a>`
  return email === null ? t('claims.gone') : t('claims.visitor', { email })
}

export function standing({ t }: Chrome, claim: FoundClaim): Html {
  if (claim.decidedAt === null) return t.rich('claims.asksSince', { date: day(t, claim.askedAt) })
  const decider = claim.decider ?? t('claims.gone')
  return t.rich('claims.decidedBy', { state: t(STATES[claim.state]), decider, date: day(t, claim.decidedAt) })
}

function brief(text: string): string {
  return text.length <= 300 ? text : `${text.slice(0, 300).toWellFormed()}…`
}
