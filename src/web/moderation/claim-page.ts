import type { FieldErrors } from '../../errors.ts'
import type { FoundClaim } from '../../people/claim-by-owner.ts'
import { foldEmail } from '../../people/email.ts'
import { paths } from '../paths.ts'
import { mistakes, textArea } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { says, standing } from './claims-page.ts'

export interface ClaimProps {
  claim: FoundClaim
  answer: string
  errors: FieldErrors
}

export function claimPage(chrome: Chrome, { claim, answer, errors }: ClaimProps): Html {
  const { t } = chrome
  const title = t('claims.decideTitle', { name: claim.name })
  return layout(
    chrome,
    { title, unlisted: true },
    html`<h1 dir="auto">${title}</h1>
      <p>${says(chrome, claim)}, ${standing(chrome, claim)}.</p>
      <p>${known(chrome, claim)}</p>
      <h2>${t('claims.evidence')}</h2>
      <p class="as-typed" dir="auto">${claim.reason}</p>
      ${mistakes(t, errors)} ${claim.state === 'waiting' ? verdicts(chrome, { claim, answer, errors }) : said(claim)}
      <p class="tools"><a href="${paths.claims({})}">${t('claims.queue')}</a></p>`,
  )
}

/** The strongest sign there is: the address that asks is the one that the old site knew. */
function known({ t }: Chrome, { knownEmail, email, askerEmail }: FoundClaim): Html | string {
  if (knownEmail === null) return t('claims.noKnownEmail')
  const given = email ?? askerEmail
  const isSame = given !== null && foldEmail(given) === foldEmail(knownEmail)
  return html`${t('claims.knownEmail', { email: knownEmail })} ${isSame && html`<strong>${t('claims.sameEmail')}</strong>`}`
}

function said({ answer }: FoundClaim): Html | false {
  return answer !== '' && html`<p class="as-typed" dir="auto">${answer}</p>`
}

function verdicts({ t }: Chrome, { claim, answer, errors }: ClaimProps): Html {
  const isOpen = claim.accountState === 'unclaimed'
  const { name, email, askerName } = claim
  return html`${!isOpen && html`<p class="notice">${t('claims.meanwhile')}</p>`}
  ${isOpen && email !== null && verdict(claim, 'linked', t('claims.linkHint', { email }), t('claims.link'))}
  ${
    isOpen &&
    askerName !== null &&
    verdict(claim, 'joined', t('claims.joinHint', { name, member: askerName }), t('claims.join'))
  }
    <form class="deed" method="post" action="${paths.claimDecision({ claim: claim.id })}">
      ${textArea({
        name: 'answer',
        label: t('claims.answer'),
        hint: t('claims.answerHint'),
        value: answer,
        rows: 3,
        error: errors.answer,
      })}
      <p class="buttons"><button class="danger" name="verdict" value="refused">${t('claims.refuse')}</button></p>
    </form>`
}

function verdict({ id }: FoundClaim, value: string, hint: string, label: string): Html {
  return html`<form class="deed" method="post" action="${paths.claimDecision({ claim: id })}">
    <p>${hint}</p>
    <p class="buttons"><button name="verdict" value="${value}">${label}</button></p>
  </form>`
}
