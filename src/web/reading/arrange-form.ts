// Several works of a shelf at once. The boxes stand beside the works, the form below them.
import type { Bookmark } from '../../reading/list-bookmarks.ts'
import type { Shelf } from '../../reading/shelf.ts'
import { listAddress } from '../find/list-address.ts'
import { paths } from '../paths.ts'
import { selectField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { shelfName } from '../ui/shelf-control.ts'
import type { ShownWorks } from './find-shelf-content.ts'
import { ARRANGE_FORM } from './shelf-entries.ts'

export interface ArrangeProps {
  shelf: Shelf
  works: ShownWorks
  others: ReadonlyArray<Pick<Shelf, 'slug' | 'kind' | 'name'>>
}

export function arrangeForm({ t, here }: Chrome, { shelf, works, others }: ArrangeProps): Html {
  const { list } = works.finding
  const total = list.isFiltered ? list.total : list.total + works.goneCount
  const onPage = works.bookmarks.length
  const action = listAddress({ ...list.address, path: paths.shelfWorks({ shelf: shelf.slug }) }, list.chosen)
  const which = [
    { value: 'ticked', label: t('shelves.which.ticked') },
    { value: 'page', label: t('shelves.which.page', { count: onPage }) },
    ...(total > onPage ? [{ value: 'all', label: t('shelves.which.all', { count: total }) }] : []),
  ]
  const choices = others.map((other) => ({ value: other.slug, label: shelfName(t, other) }))
  return html`<form id="${ARRANGE_FORM}" class="arrange" method="post" action="${action}">
    <h2>${t('shelves.arrange')}</h2>
    <input type="hidden" name="to" value="${here}" />
    <div class="pair">
      ${selectField({ name: 'which', label: t('shelves.which'), choices: which })}
      ${selectField({ name: 'target', label: t('shelves.to'), choices })}
    </div>
    <p class="buttons">
      <button class="quiet" name="way" value="move">${t('shelves.move')}</button>
      <button class="quiet" name="way" value="copy">${t('shelves.copy')}</button>
      <button class="quiet" name="way" value="remove">${t('shelves.takeOff')}</button>
    </p>
  </form>`
}

export interface ConfirmProps {
  shelf: Shelf
  ids: readonly number[]
  /** The first of them. */
  shown: readonly Bookmark[]
  /** Where to go afterwards, or instead. */
  back: string
}

/** Many are not taken off by one click. */
export function confirmRemoval(chrome: Chrome, { shelf, ids, shown, back }: ConfirmProps): Html {
  const { t } = chrome
  const count = ids.length
  const title = t('shelves.confirmTitle', { count, shelf: shelfName(t, shelf) })
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      <ul>
        ${shown.map((bookmark) => html`<li dir="auto">${bookmark.title}</li>`)}
        ${count > shown.length && html`<li>${t('shelves.andMore', { count: count - shown.length })}</li>`}
      </ul>
      <p>${t('shelves.confirmWarning')}</p>
      <form method="post" action="${paths.shelfWorks({ shelf: shelf.slug })}">
        <input type="hidden" name="way" value="remove" />
        <input type="hidden" name="confirmed" value="yes" />
        <input type="hidden" name="to" value="${back}" />
        <input type="hidden" name="bookmarks" value="${ids.join()}" />
        <p class="buttons">
          <button class="danger" type="submit">${t('shelves.confirm', { count })}</button>
          <a href="${back}">${t('shelves.cancel')}</a>
        </p>
      </form>`,
  )
}
