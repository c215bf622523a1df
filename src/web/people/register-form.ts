import type { FieldErrors } from '../../errors.ts'
import { paths } from '../paths.ts'
import { mistakes, textField } from '../ui/field.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { newPassword } from './new-password.ts'

export interface RegisterFormProps {
  name: string
  email: string
  to: string | null
  /** Sanitised; empty where the archive has no terms. */
  termsHtml: string
  errors?: FieldErrors
}

export function registerForm(chrome: Chrome, { name, email, to, termsHtml, errors }: RegisterFormProps): Html {
  const { t } = chrome
  const title = t('people.registerTitle')
  const logIn = html`<a href="${paths.login({}, { to })}">${t('people.logIn')}</a>`
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      ${mistakes(t, errors)}
      <form method="post" action="${paths.register({})}">
        ${to && html`<input type="hidden" name="to" value="${to}" />`}
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
          hint: t('people.emailHint'),
          type: 'email',
          value: email,
          autocomplete: 'email',
          required: true,
          error: errors?.email,
        })}
        ${newPassword(t, errors, t('people.password'))}
        ${termsHtml && html`<section class="terms"><h2>${t('people.terms')}</h2><div class="prose" dir="auto" tabindex="0">${trusted(termsHtml)}</div></section>`}
        <p class="buttons"><button type="submit">${t('people.registerButton')}</button></p>
      </form>
      <p>${t.rich('people.haveAccount', { logIn })}</p>`,
  )
}
