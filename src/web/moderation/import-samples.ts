import type { Run, Sample } from '../../import/runs/run.ts'
import type { Messages } from '../messages/messages.ts'
import { html, type Html } from '../ui/html.ts'

/** Texts in one reading or two, for whoever has to tell a wrong letter from a right one. */
export function samplesPart(t: Messages, { options: { charset }, progress }: Run): Html | false {
  if (charset === null) return progress.samples.length > 0 && letters(t, progress.samples)
  if (progress.samples.length === 0) return html`<p class="notice">${t('imports.samplesNone')}</p>`
  return html`<h2>${t('imports.samples')}</h2>
    <p class="hint">${t('imports.samplesHint')}</p>
    <div class="wide-table words" role="region" aria-label="${t('imports.samples')}" tabindex="0">
      <table class="ledger samples">
        <thead>
          <tr>
            <th scope="col">${t('imports.sampleBefore')}</th>
            <th scope="col">${t('imports.sampleAfter', { charset })}</th>
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

function letters(t: Messages, samples: readonly Sample[]): Html {
  return html`<h2>${t('imports.samples')}</h2>
    <p class="hint">${t('imports.lettersHint')}</p>
    <ul>
      ${samples.map(({ before }) => html`<li dir="auto">${before}</li>`)}
    </ul>`
}
