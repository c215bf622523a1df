import type { FieldErrors } from '../../errors.ts'
import type { Messages } from '../messages/messages.ts'
import { type Content, html, type Html } from './html.ts'

interface Common {
  name: string
  /** Where two forms of one page have a field of this name; else the name. */
  id?: string
  label: string
  hint?: Content
  error?: string
  required?: boolean
}

export interface TextField extends Common {
  value?: string
  type?: 'text' | 'email' | 'password' | 'url' | 'number'
  autocomplete?: string
  maxLength?: number
  /** The id of a datalist on the page. */
  list?: string
  /** As ui/suggest.ts makes them. */
  suggest?: Html
}

export function textField(field: TextField): Html {
  return wrapped(
    field,
    html`<input
      id="${idOf(field)}"
      name="${field.name}"
      type="${field.type ?? 'text'}"
      value="${field.value ?? ''}"
      ${(field.type ?? 'text') === 'text' && html`dir="auto"`}
      ${field.autocomplete ? html`autocomplete="${field.autocomplete}"` : ''}
      ${field.maxLength ? html`maxlength="${field.maxLength}"` : ''}
      ${field.list ? html`list="${field.list}"` : ''}
      ${field.suggest ?? ''}
      ${attributes(field)}
    />`,
  )
}

export interface TextArea extends Common {
  value?: string
  rows?: number
}

/** The newline after the tag keeps a first empty line of the value. */
export function textArea(field: TextArea): Html {
  return wrapped(
    field,
    html`<textarea id="${idOf(field)}" name="${field.name}" rows="${field.rows ?? 6}" ${attributes(field)}>
${field.value ?? ''}</textarea>`,
  )
}

export interface Choice {
  value: string | number
  label: string
}

export interface SelectField extends Common {
  value?: string | number | null
  choices: readonly Choice[]
}

export function selectField(field: SelectField): Html {
  const options = field.choices.map(
    ({ value, label }) =>
      html`<option value="${value}" ${String(value) === String(field.value ?? '') ? html` selected` : ''}>
        ${label}
      </option>`,
  )
  return wrapped(
    field,
    html`<select id="${idOf(field)}" name="${field.name}" ${attributes(field)}>
      ${options}
    </select>`,
  )
}

export interface CheckField {
  name: string
  label: Content
  checked?: boolean
  value?: string | number
}

export function checkField(field: CheckField): Html {
  return html`<label class="check"
    ><input
      type="checkbox"
      name="${field.name}"
      value="${field.value ?? 'yes'}"
      ${field.checked ? html` checked` : ''}
    />
    ${field.label}</label
  >`
}

/** A line above the form when anything in it was refused; the messages stand at their fields. */
export function mistakes(t: Messages, errors: FieldErrors | undefined): Html | false {
  if (!errors || Object.keys(errors).length === 0) return false
  return html`<p class="notice danger" role="alert">${errors.form ?? t('site.mistakes')}</p>`
}

function idOf({ id, name }: Common): string {
  return id ?? name
}

function wrapped(field: Common, control: Html): Html {
  const id = idOf(field)
  return html`<div class="field${field.error ? ' has-error' : ''}">
    <label for="${id}">${field.label}</label>
    ${field.hint ? html`<div class="hint" id="${id}-hint">${field.hint}</div>` : ''} ${control}
    ${field.error ? html`<p class="error" id="${id}-error">${field.error}</p>` : ''}
  </div>`
}

function attributes(field: Common): Html {
  const id = idOf(field)
  const described = [field.hint && `${id}-hint`, field.error && `${id}-error`].filter(Boolean).join(' ')
  return html`${field.required ? html`required` : ''} ${described ? html`aria-describedby="${described}"` : ''}
  ${field.error ? html`aria-invalid="true"` : ''}`
}
