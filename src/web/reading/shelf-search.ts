// What only a shelf can be asked: a part of a title or of an author's name, also of what has gone, and what is not read.
import { writeFilter } from '../../search/filter-address.ts'
import { checkField, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'
import { isNarrowed } from '../../reading/shelf-view.ts'
import type { ShownWorks } from './find-shelf-content.ts'

/** `whole`: the address of the list without it. */
export function shelfSearch({ t, viewer }: Chrome, { view, finding: { list } }: ShownWorks, whole: string): Html {
  const kept = new URLSearchParams(writeFilter(list.chosen))
  if (view.asCovers) kept.set('as', 'covers')
  return html`<form class="shelf-search" method="get" action="${list.address.path}">
    ${textField({ name: 'find', label: t('shelves.find'), value: view.search })}
    ${viewer.kind === 'member' && checkField({ name: 'unread', label: t('shelves.unread'), checked: view.unread })}
    ${[...kept].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
    <p class="buttons">
      <button class="quiet" type="submit">${t('shelves.apply')}</button>
      ${isNarrowed(view) && html`<a href="${whole}">${t('shelves.showAll')}</a>`}
    </p>
  </form>`
}
