import type { Messages } from '../messages/messages.ts'
import { html, type Html } from './html.ts'

export interface PagerProps {
  t: Messages
  page: number
  pageCount: number
  linkTo: (page: number) => string
}

/** Nothing when everything fits on one page, and past the last one, where `pastTheEnd` leads back. */
export function pager({ t, page, pageCount, linkTo }: PagerProps): Html | false {
  if (pageCount <= 1 || page > pageCount) return false
  return html`<nav class="pager" aria-label="${t('site.pages')}">
    ${page > 1 ? html`<a rel="prev" href="${linkTo(page - 1)}">${t('site.previousPage')}</a>` : html`<span></span>`}
    <span>${t('site.pageOf', { page, pages: pageCount })}</span>
    ${page < pageCount ? html`<a rel="next" href="${linkTo(page + 1)}">${t('site.nextPage')}</a>` : html`<span></span>`}
  </nav>`
}
