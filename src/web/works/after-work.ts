import type { FoundWork } from '../../works/find-work.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'

/** Where to go on from the end of a work: links alone, so that the page does not wait for what stands behind them. */
export function afterWork({ t }: Chrome, work: FoundWork): Html | false {
  if (work.state !== 'posted') return false
  const authors = work.creators.map(
    ({ name, slug }, index) => html`${index > 0 && ', '}<a href="${paths.author({ slug })}" dir="auto">${name}</a>`,
  )
  return html`<nav class="after-work" aria-label="${t('ways.after')}">
    <ul>
      ${authors.length > 0 && html`<li>${t.rich('ways.moreBy', { authors: html`${authors}` })}</li>`}
      <li><a href="${paths.similarWorks({ work: work.id })}" rel="nofollow">${t('ways.similar')}</a></li>
      <li><a href="${paths.alsoLiked({ work: work.id })}" rel="nofollow">${t('ways.alsoLiked')}</a></li>
    </ul>
  </nav>`
}
