import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'

/** The button that keeps a work or a shelf in this browser. Hidden until a script finds that the browser can. */
export function keepOffline({ t }: Chrome, what: { work: number; chapters: number } | { shelf: string }): Html | false {
  if ('work' in what && what.chapters === 0) return false
  const words = html`data-keeping="${t('offline.keeping', { done: '{done}', all: '{all}' })}" data-full="${t('offline.full')}" data-network="${t('offline.trouble')}" data-gone="${t('offline.gone')}"`
  const of = 'work' in what ? html`data-work="${what.work}"` : html`data-shelf="${what.shelf}"`
  return html`<div class="keep-offline" ${of} ${words} hidden>
    <button type="button" class="link" data-deed="keep">
      ${t('work' in what ? 'offline.keep' : 'offline.keepShelf')}
    </button>
    <p data-part="kept" hidden>
      ${t('offline.kept')} · <a href="${paths.keptHere({})}">${t('offline.keptList')}</a> ·
      <button type="button" class="link" data-deed="forget">${t('offline.forget')}</button>
    </p>
    <p role="status" class="quiet small"></p>
  </div>`
}
