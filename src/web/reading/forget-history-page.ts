import type { Form } from '../forms.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'

const RANGES = ['hour', 'day', 'week', 'month', 'all', 'days'] as const

/** `refused` is the form as it was sent, where it did not say what to forget. */
export function forgetHistoryPage(chrome: Chrome, refused?: Form): Html {
  const { t } = chrome
  const chosen = refused?.text('range')
  return layout(
    chrome,
    { title: t('history.forgetTitle'), unlisted: true, shape: 'narrow' },
    html`<h1>${t('history.forgetTitle')}</h1>
      ${refused && html`<p class="notice danger" role="alert">${t('history.forgetWhat')}</p>`}
      <p>${t('history.forgetWarning')}</p>
      <form method="post" action="${paths.forgetHistory({})}">
        <fieldset>
          <legend>${t('history.forgetRange')}</legend>
          ${RANGES.map(
            (range) =>
              html`<label class="check"
                ><input type="radio" name="range" value="${range}" required ${range === chosen && html`checked`} />
                ${t(`history.range.${range}`)}</label
              >`,
          )}
          <div class="dates">${day(chrome, 'first', refused)} ${day(chrome, 'last', refused)}</div>
        </fieldset>
        <p class="buttons">
          <button class="danger" type="submit">${t('history.forget')}</button>
          <a href="${paths.history({})}">${t('rooms.cancel')}</a>
        </p>
      </form>`,
  )
}

function day({ t }: Chrome, name: 'first' | 'last', refused: Form | undefined): Html {
  return html`<div class="field">
    <label for="${name}">${t(`history.${name}Day`)}</label>
    <input id="${name}" name="${name}" type="date" value="${refused?.text(name) ?? ''}" />
  </div>`
}
