import type { FieldErrors } from '../../errors.ts'
import { SHORTEST_PASSWORD } from '../../people/check-password.ts'
import type { Messages } from '../messages/messages.ts'
import { textField } from '../ui/field.ts'
import type { Html } from '../ui/html.ts'

/** For one that is chosen here; `label` where it is not in place of another. */
export function newPassword(t: Messages, errors?: FieldErrors, label = t('people.newPassword')): Html {
  return textField({
    name: 'password',
    label,
    hint: t('people.passwordHint', { least: SHORTEST_PASSWORD }),
    type: 'password',
    autocomplete: 'new-password',
    required: true,
    error: errors?.password,
  })
}
