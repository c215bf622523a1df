import type { FoundWork } from '../../works/find-work.ts'
import { type Gate, gateBefore } from '../../works/gates.ts'
import { paths } from '../paths.ts'
import { type C, page } from '../respond.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'

type Gated = Pick<FoundWork, 'gates' | 'isCreator' | 'rating'>

/**
 * The page to answer with in place of any page that shows text of the work, or null where the viewer may read on.
 * It names neither the work nor its authors.
 */
export function closedGate(c: C, work: Gated): Response | null {
  const gate = gateBefore(work.gates, c.get('viewer'), work.isCreator)
  if (gate === null) return null
  return page(c, gatePage(c.get('chrome'), gate, work), gate === 'members_only' ? 403 : 200)
}

function gatePage(chrome: Chrome, gate: Gate, work: Gated): Html {
  const { t } = chrome
  const title = t(TITLES[gate])
  const content = gate === 'members_only' ? forMembers(chrome) : forReaders(chrome, gate, work)
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      ${content}`,
  )
}

const TITLES = {
  members_only: 'gate.membersTitle',
  age_consent: 'gate.ageTitle',
  warning: 'gate.warningTitle',
} as const

function forMembers({ t, here }: Chrome): Html {
  const login = html`<a href="${paths.login({}, { to: here })}">${t('gate.login')}</a>`
  const register = html`<a href="${paths.register({}, { to: here })}">${t('gate.register')}</a>`
  return html`<p>${t.rich('gate.members', { login, register })}</p>`
}

/** A rating may ask for consent and warn as well: then one answer is for both, as both are on the page. */
function forReaders({ t, here }: Chrome, gate: 'age_consent' | 'warning', { gates, rating }: Gated): Html {
  const words = { rating: rating?.name ?? '' }
  const says = gate === 'age_consent' ? t('gate.age', words) : t('gate.warning', words)
  return html`<p>${says}</p>
    ${gates.warningText && html`<p class="notice">${gates.warningText}</p>`}
    <form method="post" action="${paths.consent({})}">
      <input type="hidden" name="to" value="${here}" />
      ${gate === 'age_consent' && html`<input type="hidden" name="age" value="yes" />`}
      ${gates.ratingId !== null && gates.warnFirst && html`<input type="hidden" name="rating" value="${gates.ratingId}" />`}
      <p class="buttons">
        <button type="submit">${gate === 'age_consent' ? t('gate.ofAge') : t('gate.continue')}</button>
        <a href="${paths.works({})}">${t('gate.back')}</a>
      </p>
    </form>
    <p class="quiet small">${t('gate.remember')}</p>`
}
