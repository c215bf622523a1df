import type { Messages } from '../messages/messages.ts'
import { html, type Html } from '../ui/html.ts'
import type { FoundList } from './find-list.ts'
import { listAddress } from './list-address.ts'
import { writeMark } from './marks.ts'

/**
 * Forward and back by the works at the ends of this page, so that nobody sees a work twice or misses one when others
 * come or go meanwhile; the numbers lead to where they say. Nothing past the end, where the list itself leads back.
 */
export function listPager(t: Messages, list: FoundList): Html | false {
  const { ids, page, pageCount, marks, address, chosen } = list
  if (ids.length === 0 || (pageCount <= 1 && !marks.hasPrevious && !marks.hasNext)) return false
  const linkTo = (page: number, mark: Record<string, string> = {}) =>
    listAddress(address, chosen, { page: page === 1 ? null : page, ...mark })
  const previous = marks.first && { before: writeMark(marks.first) }
  const next = marks.last && { after: writeMark(marks.last) }
  const numbers = pagesAround(page, pageCount)
  return html`<nav class="pager numbered" aria-label="${t('site.pages')}">
    ${marks.hasPrevious && previous ? html`<a rel="prev" href="${linkTo(Math.max(1, page - 1), previous)}">${t('site.previousPage')}</a>` : html`<span></span>`}
    <span>${t('site.pageOf', { page, pages: pageCount })}</span>
    ${marks.hasNext && next ? html`<a rel="next" href="${linkTo(page + 1, next)}">${t('site.nextPage')}</a>` : html`<span></span>`}
    ${
      pageCount > 2 &&
      html`<ol class="numbers">
        ${numbers.map((number, index) => html`<li ${index > 0 && number > numbers[index - 1]! + 1 && html`class="gap"`}><a href="${linkTo(number)}" rel="nofollow" ${number === page && html`aria-current="page"`}>${t.number(number)}</a></li>`)}
      </ol>`
    }
  </nav>`
}

const AROUND = 2

/** The first, the last, and those near by. */
function pagesAround(page: number, pageCount: number): number[] {
  const near = Array.from({ length: 2 * AROUND + 1 }, (_, index) => page - AROUND + index)
  return [...new Set([1, ...near, pageCount])]
    .filter((number) => number >= 1 && number <= pageCount)
    .toSorted((one, other) => one - other)
}
