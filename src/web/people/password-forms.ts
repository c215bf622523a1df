import type { FieldErrors } from '../../errors.ts'
import { paths } from '../paths.ts'
import { mistakes, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { newPassword } from './new-password.ts'

export function lostPasswordForm(chrome: Chrome, { name, errors }: { name: string; errors?: FieldErrors }): Html {
  const { t } = chrome
  const title = t('people.lostTitle')
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      <p>${t('people.lostText')}</p>
      ${mistakes(t, errors)}
      <form method="post" action="${paths.lostPassword({})}">
        ${textField({
          name: 'name',
          label: t('people.nameOrEmail'),
          value: name,
          autocomplete: 'username',
          required: true,
          error: errors?.name,
        })}
        <p class="buttons"><button type="submit">${t('people.lostButton')}</button></p>
      </form>
      <p><a href="${paths.claim({})}">${t('claims.title')}</a></p>`,
  )
}

export interface ResetFormProps {
  token: string
  name: string
  errors?: FieldErrors
}

export function resetPasswordForm(chrome: Chrome, { token, name, errors }: ResetFormProps): Html {
  const { t } = chrome
  const title = t('people.resetTitle')
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      <p>${t.rich('people.resetFor', { name: html`<strong>${name}</strong>` })}</p>
      ${mistakes(t, errors)}
      <form method="post" action="${paths.resetPassword({ token })}">
        ${newPassword(t, errors)}
        <p class="buttons"><button type="submit">${t('people.resetButton')}</button></p>
      </form>`,
  )
}

export function changePasswordForm(chrome: Chrome, errors?: FieldErrors): Html {
  const { t } = chrome
  const title = t('people.changePassword')
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      ${mistakes(t, errors)}
      <form method="post" action="${paths.accountPassword({})}">
        ${currentPasswordField(chrome, errors)} ${newPassword(t, errors)}
        <p class="buttons"><button type="submit">${t('people.resetButton')}</button></p>
      </form>
      <p><a href="${paths.account({})}">${t('people.backToAccount')}</a></p>`,
  )
}

export function changeEmailForm(chrome: Chrome, { email, errors }: { email: string; errors?: FieldErrors }): Html {
  const { t } = chrome
  const title = t('people.changeEmail')
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      <p>${t('people.newEmailText')}</p>
      ${mistakes(t, errors)}
      <form method="post" action="${paths.accountEmail({})}">
        ${textField({
          name: 'email',
          label: t('people.newEmail'),
          type: 'email',
          value: email,
          autocomplete: 'email',
          required: true,
          error: errors?.email,
        })}
        ${currentPasswordField(chrome, errors)}
        <p class="buttons"><button type="submit">${t('people.changeEmail')}</button></p>
      </form>
      <p><a href="${paths.account({})}">${t('people.backToAccount')}</a></p>`,
  )
}

function currentPasswordField({ t }: Chrome, errors?: FieldErrors): Html {
  return textField({
    name: 'current',
    label: t('people.currentPassword'),
    type: 'password',
    autocomplete: 'current-password',
    required: true,
    error: errors?.current,
  })
}
