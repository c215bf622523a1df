import { fieldErrors } from '../../errors.ts'
import { sendLetterLater } from '../../notices/send-letter.ts'
import { askForNewEmail, confirmNewEmail, findEmailChangeIfAny } from '../../people/change-email.ts'
import { changePassword } from '../../people/change-password.ts'
import { changePreferences } from '../../people/change-preferences.ts'
import { findAccountPage } from '../../people/find-account-page.ts'
import { logOutElsewhere } from '../../people/log-out.ts'
import { readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { page, seeOther } from '../respond.ts'
import { html } from '../ui/html.ts'
import { messagePage } from '../ui/message-page.ts'
import { showAccount } from './account-page.ts'
import { confirmEmailPage, linkOver } from './confirm-page.ts'
import { letterLinks } from './letter-links.ts'
import { changeEmailForm, changePasswordForm } from './password-forms.ts'
import { preferencesForm, readPreferences } from './preferences-form.ts'

export function accountRoutes(app: App, parts: Parts): void {
  const { db, now } = parts
  app.get(paths.account.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const account = await findAccountPage(db, member, c.get('sessionToken') ?? '', now())
    return page(c, showAccount(c.get('chrome'), member, account, c.req.query('done')))
  })

  app.post(paths.accountSessions.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    await logOutElsewhere(db, member.accountId, c.get('sessionToken'))
    return seeOther(c, paths.account({}, { done: 'sessions' }))
  })

  app.get(paths.accountPreferences.pattern, (c) =>
    page(c, preferencesForm(c.get('chrome'), requireMember(c.get('viewer')).preferences)),
  )

  app.post(paths.accountPreferences.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    await changePreferences(db, member, readPreferences(await readForm(c), member))
    return seeOther(c, paths.account({}, { done: 'preferences' }))
  })

  changePasswordRoutes(app, parts)
  changeEmailRoutes(app, parts)
}

function changePasswordRoutes(app: App, { db, now, nudgeJobs }: Parts): void {
  app.get(paths.accountPassword.pattern, (c) => {
    requireMember(c.get('viewer'))
    return page(c, changePasswordForm(c.get('chrome')))
  })

  app.post(paths.accountPassword.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const form = await readForm(c)
    const sessionToken = c.get('sessionToken') ?? ''
    const change = { current: form.text('current'), password: form.text('password'), sessionToken }
    try {
      const letter = await changePassword(db, member, change, now())
      if (letter) await sendLetterLater(db, letter, letterLinks(c), now())
      nudgeJobs()
    } catch (error) {
      return page(c, changePasswordForm(c.get('chrome'), fieldErrors(error)), 422)
    }
    return seeOther(c, paths.account({}, { done: 'password' }))
  })
}

function changeEmailRoutes(app: App, { db, now, nudgeJobs }: Parts): void {
  app.get(paths.accountEmail.pattern, (c) => {
    requireMember(c.get('viewer'))
    return page(c, changeEmailForm(c.get('chrome'), { email: '' }))
  })

  app.post(paths.accountEmail.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const [chrome, t] = [c.get('chrome'), c.get('t')]
    const form = await readForm(c)
    const email = form.text('email').trim()
    try {
      const letter = await askForNewEmail(db, member, { email, current: form.text('current') }, now())
      await sendLetterLater(db, letter, letterLinks(c), now())
      nudgeJobs()
    } catch (error) {
      return page(c, changeEmailForm(chrome, { email, errors: fieldErrors(error) }), 422)
    }
    return page(c, messagePage(chrome, t('people.checkMailTitle'), html`<p>${t('people.emailSent', { email })}</p>`))
  })

  app.get(paths.confirmEmail.pattern, async (c) => {
    const token = c.req.param('token')!
    const found = await findEmailChangeIfAny(db, token, now())
    if (!found) return page(c, linkOver(c.get('chrome')), 404)
    return page(c, confirmEmailPage(c.get('chrome'), { email: found.email, token }))
  })

  app.post(paths.confirmEmail.pattern, async (c) => {
    const letter = await confirmNewEmail(db, c.req.param('token')!, now())
    if (letter) await sendLetterLater(db, letter, letterLinks(c), now())
    nudgeJobs()
    return seeOther(c, paths.account({}, { done: 'email' }))
  })
}
