import { type Look, LOOK, type LookName, standing } from '../../people/look.ts'
import type { MessageKey, Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { checkField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'

const STEPS: readonly LookName[] = ['size', 'width', 'lines']
const ORDER: readonly LookName[] = [
  'theme',
  'face',
  'size',
  'width',
  'lines',
  'align',
  'paragraphs',
  'hyphens',
  'keys',
  'times',
]

export interface LookFormProps {
  look: Look
  isOnlyHere: boolean
  /** Where saving leads back to. */
  to: string
}

/** Every setting, as they stand. Browsers with scripts show it over a text and apply each change at once. */
export function lookForm({ t, viewer }: Chrome, { look, isOnlyHere, to }: LookFormProps): Html {
  const isMember = viewer.kind === 'member'
  return html`<form class="look" method="post" action="${paths.readingSettings({})}" ${isMember && html`data-account`}>
    <input type="hidden" name="to" value="${to}" />
    ${ORDER.map((name) => (name === 'face' ? faces(t, look) : STEPS.includes(name) ? steps(t, look, name) : choice(t, look, name)))}
    ${isMember && checkField({ name: 'here', label: t('look.onlyHere'), checked: isOnlyHere })}
    <p class="hint">${t(isMember ? 'look.account' : 'look.here')}</p>
    <p class="buttons">
      <button type="submit">${t('look.save')}</button>
      <button type="submit" class="quiet" name="stay" value="yes">${t('look.try')}</button>
      <button type="submit" class="quiet" name="reset" value="yes">${t('look.reset')}</button>
    </p>
  </form>`
}

function choice(t: Messages, look: Look, name: LookName): Html {
  return html`<fieldset class="choice">
    <legend>${t(`look.${name}` as MessageKey)}</legend>
    <div class="options">
      ${LOOK[name].map(
        (value) =>
          html`<label
            ><input type="radio" name="${name}" value="${value}" ${standing(look, name) === value && html`checked`} /><span
              >${labelOf(t, name, value)}</span
            ></label
          >`,
      )}
    </div>
  </fieldset>`
}

/** No samples of the faces: a face is loaded when it is chosen. */
function faces(t: Messages, look: Look): Html {
  return html`<div class="setting">
    <label for="look-face">${t('look.face')}</label>
    <select id="look-face" name="face">
      ${LOOK.face.map((value) => html`<option value="${value}" ${standing(look, 'face') === value && html`selected`}>${labelOf(t, 'face', value)}</option>`)}
    </select>
  </div>`
}

function steps(t: Messages, look: Look, name: LookName): Html {
  return html`<div class="setting">
    <label for="look-${name}">${t(`look.${name}` as MessageKey)}</label>
    <input
      type="range"
      id="look-${name}"
      name="${name}"
      min="1"
      max="${LOOK[name].length}"
      value="${standing(look, name)}"
      data-default="${LOOK[name][0]}"
    />
  </div>`
}

function labelOf(t: Messages, name: LookName, value: string): string {
  return t(`look.${name}.${value}` as MessageKey)
}
