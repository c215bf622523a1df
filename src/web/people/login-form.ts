import type { FieldErrors } from '../../errors.ts'
import type { MessageKey } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { mistakes, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'

export interface LoginFormProps {
  name: string
  to: string | null
  notice?: MessageKey
  errors?: FieldErrors
}

export function loginForm(chrome: Chrome, { name, to, notice, errors }: LoginFormProps): Html {
  const { t } = chrome
  const title = t('people.logIn')
  const register = html`<a href="${paths.register({}, { to })}">${t('people.register')}</a>`
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      ${notice && html`<p class="notice" role="status">${t(notice)}</p>`} ${mistakes(t, errors)}
      <form method="post" action="${paths.login({})}">
        ${to && html`<input type="hidden" name="to" value="${to}" />`}
        ${textField({
          name: 'name',
          label: t('people.nameOrEmail'),
          value: name,
          autocomplete: 'username',
          required: true,
          error: errors?.name,
        })}
        ${textField({
          name: 'password',
          label: t('people.password'),
          type: 'password',
          autocomplete: 'current-password',
          required: true,
          error: errors?.password,
        })}
        <p class="buttons"><button type="submit">${t('people.logIn')}</button></p>
      </form>
      <p><a href="${paths.lostPassword({})}">${t('people.lostPassword')}</a></p>
      <p>${t.rich('people.noAccount', { register })}</p>`,
  )
}
