import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { messagePage } from '../ui/message-page.ts'

export interface ConfirmProps {
  name: string
  token: string
  to: string | null
}

export function confirmRegistrationPage(chrome: Chrome, { name, token, to }: ConfirmProps): Html {
  const { t } = chrome
  const hidden = to && html`<input type="hidden" name="to" value="${to}" />`
  const text = t.rich('people.confirmText', { name: html`<strong>${name}</strong>` })
  return confirmation(chrome, t('people.confirmTitle'), { text, hidden, action: paths.confirmRegistration({ token }) })
}

export function confirmEmailPage(chrome: Chrome, { email, token }: { email: string; token: string }): Html {
  const { t } = chrome
  const text = t.rich('people.confirmEmailText', { email: html`<strong>${email}</strong>` })
  return confirmation(chrome, t('people.confirmEmailTitle'), { text, action: paths.confirmEmail({ token }) })
}

interface Confirmation {
  text: Html
  hidden?: Html | '' | null
  action: string
}

function confirmation(chrome: Chrome, title: string, { text, hidden, action }: Confirmation): Html {
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      <p>${text}</p>
      <form method="post" action="${action}">
        ${hidden}
        <p class="buttons"><button type="submit">${chrome.t('people.confirmButton')}</button></p>
      </form>`,
  )
}

export function registrationLinkOver(chrome: Chrome): Html {
  const { t } = chrome
  const logIn = html`<a href="${paths.login({})}">${t('people.logIn').toLowerCase()}</a>`
  const register = html`<a href="${paths.register({})}">${t('people.register').toLowerCase()}</a>`
  return linkOver(chrome, t.rich('people.linkOverRegister', { logIn, register }))
}

export function resetLinkOver(chrome: Chrome): Html {
  const ask = html`<a href="${paths.lostPassword({})}">${chrome.t('people.askAgain')}</a>`
  return linkOver(chrome, chrome.t.rich('people.linkOverReset', { ask }))
}

export function linkOver(chrome: Chrome, whatNow?: Html): Html {
  const { t } = chrome
  return messagePage(
    chrome,
    t('people.linkOverTitle'),
    html`<p>${t('people.linkOver')}</p>
      ${whatNow && html`<p>${whatNow}</p>`}`,
  )
}
