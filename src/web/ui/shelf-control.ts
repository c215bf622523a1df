// A quiet control on every blurb and work: on which of the member's shelves the work stands, and a button for each.
// The buttons belong to the one form that every member's page has at its foot, so that they may stand in other forms.
import type { Shelf } from '../../reading/shelf.ts'
import type { WorkShelves } from '../../reading/work-shelves.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { hideButton } from './hide-control.ts'
import { html, type Html } from './html.ts'
import { SHELVE_FORM } from './shelve-form.ts'

/** More of their own shelves stand on a page of their own. */
const MOST_OWN = 6

export interface ShelvedWork {
  id: number
  title: string
  shelves: WorkShelves
}

/** The shelves that everybody has are called in the page's language. */
export function shelfName(t: Messages, shelf: Pick<Shelf, 'kind' | 'name'>): string {
  return shelf.kind === 'own' ? shelf.name : t(`shelves.${shelf.kind}`)
}

/** `open`: as it is put in the place of one that a member has opened. */
export function shelfControl(t: Messages, work: ShelvedWork, open = false): Html {
  const { all, on } = work.shelves
  const names = all.filter(({ slug }) => on.has(slug)).map((shelf) => shelfName(t, shelf))
  const own = all.filter(({ kind }) => kind === 'own')
  const near = [...all.filter(({ kind }) => kind !== 'own'), ...own.slice(0, MOST_OWN)]
  return html`<details class="shelf-control" id="shelves-${work.id}" ${open && 'open'}>
    <summary>
      ${names.length === 0 ? t('shelves.put') : t('shelves.standsOn', { shelves: names.join(', ') })}<span
        class="visually-hidden"
        >: ${work.title}</span
      >
    </summary>
    <div role="group" aria-label="${t('shelves.buttons', { title: work.title })}">
      ${near.map((shelf) => shelfButton(t, work, shelf))}
      <a href="${paths.workShelves({ work: work.id })}" aria-label="${t('shelves.moreFull', { title: work.title })}"
        >${t('shelves.more')}</a
      >
      ${hideButton(t, work)}
    </div>
  </details>`
}

export function shelfButton(t: Messages, work: ShelvedWork, shelf: WorkShelves['all'][number]): Html {
  const isOn = work.shelves.on.has(shelf.slug)
  return html`<button
    class="shelf-button"
    form="${SHELVE_FORM}"
    formaction="${paths.workShelves({ work: work.id })}"
    name="${isOn ? 'take' : 'put'}"
    value="${shelf.slug}"
    aria-pressed="${isOn ? 'true' : 'false'}"
    dir="auto"
  >
    ${shelfName(t, shelf)}
  </button>`
}
