import type { Messages } from '../messages/messages.ts'
import { html, type Html } from '../ui/html.ts'
import { FORMATS } from './formats.ts'

/** Everything that a work can be had as, behind one word. */
export function downloadLinks(t: Messages, workId: number): Html {
  return html`<details class="downloads">
    <summary>${t('books.download')}</summary>
    <ul>
      ${FORMATS.map(({ path, label }) => html`<li><a href="${path({ work: workId })}" rel="nofollow" download>${t(label)}</a></li>`)}
    </ul>
  </details>`
}
