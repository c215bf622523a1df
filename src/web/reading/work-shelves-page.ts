import type { WorkBookmark } from '../../reading/list-work-bookmarks.ts'
import { STATUSES } from '../../reading/shelf.ts'
import type { ShelfChoice, WorkShelves } from '../../reading/work-shelves.ts'
import { paths } from '../paths.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { shelfButton } from '../ui/shelf-control.ts'
import { newShelfForm } from './shelf-form.ts'

export interface WorkShelvesProps {
  work: { id: number; title: string }
  shelves: WorkShelves
  bookmarks: readonly WorkBookmark[]
}

/** All of a member's shelves for one work, with what they noted. */
export function workShelvesPage(chrome: Chrome, props: WorkShelvesProps): Html {
  const { t } = chrome
  const { work, shelves } = props
  const isStatus = ({ kind }: ShelfChoice) => STATUSES.some((status) => status === kind)
  const back = html`<a href="${paths.work({ work: work.id })}" dir="auto">${work.title}</a>`
  return layout(
    chrome,
    { title: t('shelves.workTitle', { title: work.title }), unlisted: true, shape: 'narrow' },
    html`<header class="work-head">
        <h1 id="shelves-${work.id}">${t.rich('shelves.workTitle', { title: back })}</h1>
      </header>
      <p class="hint">${t('shelves.statusHint')}</p>
      ${buttonList(chrome, props, shelves.all.filter(isStatus))}
      <p class="hint">${t('shelves.othersHint')}</p>
      ${buttonList(
        chrome,
        props,
        shelves.all.filter((shelf) => !isStatus(shelf)),
      )}
      ${newShelfForm(chrome, { workId: work.id })}
      <p><a href="${paths.work({ work: work.id })}">${t('shelves.backToWork')}</a> · <a href="${paths.myShelves({})}">${t('shelves.mine')}</a></p>`,
  )
}

function buttonList(chrome: Chrome, props: WorkShelvesProps, shelves: readonly ShelfChoice[]): Html {
  const { t } = chrome
  return html`<ul class="shelf-buttons">
    ${shelves.map((shelf) => {
      const bookmark = props.bookmarks.find(({ slug }) => slug === shelf.slug)
      return html`<li>
        ${shelfButton(t, { ...props.work, shelves: props.shelves }, shelf)}
        ${bookmark && html`<a href="${paths.bookmark({ bookmark: bookmark.id })}">${t('shelves.writeNote')}</a>`}
        ${bookmark && bookmark.noteHtml !== '' && trusted(`<div class="bookmark-note prose" dir="auto">${bookmark.noteHtml}</div>`)}
      </li>`
    })}
  </ul>`
}
