import type { ContinuedWork } from '../../reading/list-continuing.ts'
import { paths } from '../paths.ts'
import { continueLink, guestWords, unreadWords } from '../ui/continue-link.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'
import { languageOf } from '../ui/prose.ts'

/** On the home page: what a member is in the middle of. */
export function continueList({ t }: Chrome, works: readonly ContinuedWork[]): Html | false {
  if (works.length === 0) return false
  return html`<section class="continuing">
    <h2>${t('places.continueReading')}</h2>
    <ul>
      ${works.map(
        (work) =>
          html`<li>
            <a href="${paths.work({ work: work.id })}" ${languageOf(work.language)}>${work.title}</a>
            ${continueLink(t, work, work.mark.next)} <span class="quiet small">${unreadWords(t, work.mark)}</span>
          </li>`,
      )}
    </ul>
    <p><a href="${paths.history({})}">${t('history.all')}</a></p>
  </section>`
}

/** For guests; filled by their browser, which alone knows: web/browser/device-places.js. */
export function continueListOfGuests({ t }: Chrome): Html {
  return html`<section class="continuing" id="device-places" hidden>
    <h2>${t('places.continueReading')}</h2>
    <ul ${guestWords(t)}></ul>
    <p class="quiet small">
      ${t('places.onDevice')} <button class="link" type="button">${t('places.forgetDevice')}</button>
    </p>
  </section>`
}
