import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'

export interface KudosProps {
  workId: number
  count: number
  /** The viewer left one already; only members are remembered by the page. */
  given: boolean
  /** The viewer created the work: the count alone. */
  own: boolean
}

export function kudosButton({ t }: Chrome, { workId, count, given, own }: KudosProps): Html {
  const total = html`<span class="kudos-count">${t('reviews.kudosCount', { count })}</span>`
  if (own) return html`<p class="kudos" id="kudos">${total}</p>`
  return html`<form class="kudos" id="kudos" method="post" action="${paths.kudos({ work: workId })}">
    ${given && html`<input type="hidden" name="back" value="yes" />`}
    <button type="submit" ${given && html`class="quiet"`}>${t(given ? 'reviews.kudosBack' : 'reviews.kudos')}</button>
    ${total}
  </form>`
}
