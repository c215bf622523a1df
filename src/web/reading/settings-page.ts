import type { Messages } from '../messages/messages.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { languageOf } from '../ui/prose.ts'
import { lookForm, type LookFormProps } from './look-form.ts'

interface SettingsProps extends LookFormProps {
  isSaved: boolean
}

/** The settings with a sample, and the keys. Scripts take `#look` and `#keys` out of it for their dialogs. */
export function settingsPage(chrome: Chrome, props: SettingsProps): Html {
  const { t } = chrome
  return layout(
    chrome,
    { title: t('look.title'), unlisted: true },
    html`<div id="look">
        <div class="dialog-head">
          <h1 id="look-title">${t('look.title')}</h1>
          ${closeButton(t)}
        </div>
        ${props.isSaved && html`<p class="notice good" role="status">${t('look.saved')}</p>`} ${lookForm(chrome, props)}
      </div>
      <p><a href="${props.to}">${t('look.back')}</a></p>
      <section class="look-sample" aria-labelledby="sample-title">
        <h2 id="sample-title">${t('look.sample')}</h2>
        <div class="chapter-text" ${languageOf(t.language)}>
          <p>${t('look.sampleText')}</p>
          <p>${t('look.sampleMore')}</p>
        </div>
      </section>
      ${keys(t)}`,
  )
}

function keys(t: Messages): Html {
  const rows = [
    ['→ n', t('keys.next')],
    ['← p', t('keys.previous')],
    ['c', t('keys.chapters')],
    ['s', t('keys.settings')],
    ['w', t('keys.work')],
    ['r', t('keys.reviews')],
    ['?', t('keys.help')],
  ] as const
  return html`<section id="keys" class="keys" aria-labelledby="keys-title">
    <div class="dialog-head">
      <h2 id="keys-title">${t('keys.title')}</h2>
      ${closeButton(t)}
    </div>
    <p>${t('keys.about')}</p>
    <table>
      <thead>
        <tr>
          <th scope="col">${t('keys.key')}</th>
          <th scope="col">${t('keys.does')}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([names, does]) =>
            html`<tr>
              <td>${names.split(' ').map((name) => html`<kbd>${name}</kbd> `)}</td>
              <td>${does}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p class="quiet small">${t('keys.mirrored')}</p>
  </section>`
}

/** Seen in a dialog alone. */
function closeButton(t: Messages): Html {
  return html`<form method="dialog" class="close-dialog">
    <button class="quiet" type="submit">${t('look.close')}</button>
  </form>`
}
