import type { FieldErrors } from '../../errors.ts'
import { addressOfValue, meansYes, type ProfileField } from '../../people/profile-fields.ts'
import type { Form } from '../forms.ts'
import type { Messages } from '../messages/messages.ts'
import { selectField, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'

/** What a member tells of themselves, for everybody to read; nothing where they tell nothing. */
export function profileList(fields: readonly ProfileField[]): Html | false {
  const told = fields.filter(({ isOn, value }) => isOn && value !== '')
  return (
    told.length > 0 &&
    html`<dl class="profile">
      ${told.map(
        (field) =>
          html`<div>
            <dt dir="auto">${field.title}</dt>
            <dd dir="auto">${shownValue(field)}</dd>
          </div>`,
      )}
    </dl>`
  )
}

/** Links of members lead away; nobody vouches for them. */
function shownValue(field: ProfileField): Html {
  const address = addressOfValue(field)
  return address === null
    ? html`${field.value}`
    : html`<a href="${address}" rel="nofollow ugc noopener">${field.value}</a>`
}

export function profileInputs(t: Messages, fields: readonly ProfileField[], errors: FieldErrors | undefined): Html {
  return html`${fields.filter(({ isOn }) => isOn).map((field) => input(t, field, errors?.[nameOf(field)]))}`
}

function nameOf({ id }: ProfileField): string {
  return `field-${id}`
}

/** A value of a choice that is not offered any more, or of another language, can stay. */
function input(t: Messages, field: ProfileField, error: string | undefined): Html {
  const common = { name: nameOf(field), label: field.title, error, value: field.value }
  if (field.kind === 'select' || field.kind === 'yes_no') {
    const offered = field.kind === 'select' ? field.options : [wordFor(field, true, t), wordFor(field, false, t)]
    const values = [...new Set([...offered, ...(field.value === '' ? [] : [field.value])])]
    const choices = [{ value: '', label: t('fields.notAnswered') }, ...values.map((value) => ({ value, label: value }))]
    return selectField({ ...common, choices })
  }
  const hint = field.kind === 'id_url' && field.addressPattern.replace('{info}', '…')
  return textField({ ...common, hint: hint || undefined })
}

/** Whoever said "Ja" reads "Ja" again. */
function wordFor({ value }: ProfileField, yes: boolean, t: Messages): string {
  return value !== '' && meansYes(value) === yes ? value : t(yes ? 'fields.yes' : 'fields.no')
}

/** The fields that a form has sent, by id. */
export function readProfile(form: Form, fields: readonly ProfileField[]): Map<number, string> {
  const sent = fields.filter((field) => form.has(nameOf(field)))
  return new Map(sent.map((field) => [field.id, form.text(nameOf(field))]))
}
