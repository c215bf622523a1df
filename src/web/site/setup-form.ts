import type { FieldErrors } from '../../errors.ts'
import { PRESET_FACTS } from '../../tags/preset-facts.ts'
import { type Preset, PRESETS } from '../../tags/presets.ts'
import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { newPassword } from '../people/new-password.ts'
import { mistakes, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'

export interface SetupFormProps {
  token: string
  archiveName: string
  /** Null: a site has moved in and brought its own vocabularies. */
  preset: string | null
  name: string
  email: string
  errors?: FieldErrors
}

export function setupForm(chrome: Chrome, { token, ...props }: SetupFormProps): Html {
  const { t } = chrome
  const title = t('setup.title')
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      <p>${t('setup.intro')}</p>
      ${mistakes(t, props.errors)}
      <form method="post" action="${paths.setup({ token })}">
        ${archiveFields(t, props)} ${ownerFields(t, props)}
        <p class="buttons"><button type="submit">${t('setup.button')}</button></p>
      </form>`,
  )
}

type Fields = Omit<SetupFormProps, 'token'>

function archiveFields(t: Messages, { archiveName, preset, errors }: Fields): Html {
  return html`<fieldset>
    <legend>${t('setup.archive')}</legend>
    ${textField({
      name: 'archiveName',
      label: t('setup.archiveName'),
      hint: t('setup.archiveNameHint'),
      value: archiveName,
      required: true,
      error: errors?.archiveName,
    })}
  </fieldset>
  ${preset !== null && presetField(t, preset, errors?.preset)}`
}

/** Each with the fields that its authors would meet in the form. */
function presetField(t: Messages, chosen: string, error: string | undefined): Html {
  const choice = (preset: Preset) => {
    const names = PRESET_FACTS[preset].map(({ name }) => name).join(', ')
    return html`<li class="alone">
      <label class="check"
        ><input type="radio" name="preset" value="${preset}" required${preset === chosen && html` checked`} />
        <span>
          ${t(`setup.preset.${preset}`)}
          <span class="hint">${t(`setup.presetWords.${preset}`)} ${names !== '' && t('setup.presetFields', { names })}</span>
        </span></label
      >
    </li>`
  }
  return html`<fieldset class="checks presets${error ? ' has-error' : ''}">
    <legend>${t('setup.preset')}</legend>
    <p class="hint">${t('setup.presetHint')}</p>
    ${error && html`<p class="error">${error}</p>`}
    <ul>
      ${PRESETS.map(choice)}
    </ul>
  </fieldset>`
}

function ownerFields(t: Messages, { name, email, errors }: Fields): Html {
  return html`<fieldset>
    <legend>${t('setup.owner')}</legend>
    ${textField({
      name: 'name',
      label: t('people.name'),
      hint: t('people.nameHint'),
      value: name,
      autocomplete: 'nickname',
      required: true,
      error: errors?.name,
    })}
    ${textField({
      name: 'email',
      label: t('people.email'),
      type: 'email',
      value: email,
      autocomplete: 'email',
      required: true,
      error: errors?.email,
    })}
    ${newPassword(t, errors, t('people.password'))}
  </fieldset>`
}
