import type { Run } from '../../import/runs/run.ts'
import type { Messages } from '../messages/messages.ts'
import { html, type Html } from '../ui/html.ts'

/** Lines of the dump beside what readers will see of them, for whoever has to tell a wrong letter from a right one. */
export function samplesPart(t: Messages, { progress }: Run): Html | false {
  if (progress.samples.length === 0) return false
  return html`<h2>${t('imports.samples')}</h2>
    <div class="wide-table words" role="region" aria-label="${t('imports.samples')}" tabindex="0">
      <table class="ledger">
        <thead>
          <tr>
            <th scope="col">${t('imports.sampleBefore')}</th>
            <th scope="col">${t('imports.sampleAfter')}</th>
          </tr>
        </thead>
        <tbody>
          ${progress.samples.map(
            ({ before, after }) =>
              html`<tr>
                <td dir="auto">${before}</td>
                <td dir="auto">${after}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`
}
