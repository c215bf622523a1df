import type { AccountPage } from '../../people/find-account-page.ts'
import type { Member } from '../../people/viewer.ts'
import type { MessageKey } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { doneNotice } from '../ui/done.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { deviceName } from './device-name.ts'

const NOTICES: Readonly<Record<string, MessageKey>> = {
  email: 'people.emailChanged',
  password: 'people.passwordChanged',
  preferences: 'people.preferencesSaved',
  sessions: 'people.sessionsEnded',
}

/** `done` is the word in the address that tells what was just saved. */
export function showAccount(chrome: Chrome, member: Member, account: AccountPage, done?: string): Html {
  const { t } = chrome
  const title = t('people.accountTitle')
  const notice = doneNotice(NOTICES, done)
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      ${notice && html`<p class="notice" role="status">${t(notice)}</p>`}
      <p>${t.rich('people.writingAs', { name: html`<strong>${member.name}</strong>` })}</p>
      <p>${account.email === null ? t('people.emailNone') : t('people.emailIs', { email: account.email })}</p>
      <ul>
        <li><a href="${paths.myWorks({})}">${t('site.myWorks')}</a></li>
        <li><a href="${paths.myShelves({})}">${t('shelves.mine')}</a></li>
        <li><a href="${paths.following({})}">${t('following.title')}</a></li>
        <li><a href="${paths.history({})}">${t('history.title')}</a></li>
        <li><a href="${paths.author({ slug: member.slug })}">${t('people.yourPage')}</a></li>
        <li><a href="${paths.accountPseuds({})}">${t('people.pseuds')}</a></li>
        <li><a href="${paths.accountPreferences({})}">${t('people.preferences')}</a></li>
        <li><a href="${paths.savedSearches({})}">${t('searches.title')}</a></li>
        <li><a href="${paths.hidden({})}">${t('hiding.title')}</a></li>
        <li><a href="${paths.readingSettings({}, { to: paths.account({}) })}">${t('look.title')}</a></li>
        <li><a href="${paths.appPasswords({})}">${t('apps.title')}</a></li>
        <li><a href="${paths.accountPassword({})}">${t('people.changePassword')}</a></li>
        <li><a href="${paths.accountEmail({})}">${t('people.changeEmail')}</a></li>
      </ul>
      ${sessionList(chrome, account)}`,
  )
}

function sessionList({ t }: Chrome, { sessions }: AccountPage): Html {
  const rows = sessions.map(({ userAgent, seenAt, isHere }) => {
    const device = deviceName(userAgent) ?? t('people.unknownDevice')
    const text = t('people.sessionSeen', { device, when: t.dateTime(seenAt) })
    return html`<li>${text}${isHere && html` <strong>(${t('people.sessionHere')})</strong>`}</li>`
  })
  return html`<h2>${t('people.sessions')}</h2>
    <ul>
      ${rows}
    </ul>
    ${
      sessions.length > 1 &&
      html`<form method="post" action="${paths.accountSessions({})}">
        <p class="buttons"><button class="quiet" type="submit">${t('people.logOutElsewhere')}</button></p>
      </form>`
    }`
}
