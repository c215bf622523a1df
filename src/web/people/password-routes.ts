import { fieldErrors } from '../../errors.ts'
import { sendLetterLater } from '../../notices/send-letter.ts'
import { askForNewPasswordLater } from '../../people/lost-password.ts'
import { findResetIfAny, resetPassword } from '../../people/reset-password.ts'
import { readForm } from '../forms.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { page, seeOther } from '../respond.ts'
import { html } from '../ui/html.ts'
import { messagePage } from '../ui/message-page.ts'
import { resetLinkOver } from './confirm-page.ts'
import { letterLinks } from './letter-links.ts'
import { lostPasswordForm, resetPasswordForm } from './password-forms.ts'
import { takeSessionCookie } from './session-cookie.ts'

export function passwordRoutes(app: App, { db, now, nudgeJobs }: Parts): void {
  app.get(paths.lostPassword.pattern, (c) => page(c, lostPasswordForm(c.get('chrome'), { name: '' })))

  // No nudge: the search for the account must not run beside the answer, where its time could be measured.
  app.post(paths.lostPassword.pattern, async (c) => {
    const [chrome, t] = [c.get('chrome'), c.get('t')]
    const name = (await readForm(c)).text('name')
    try {
      await askForNewPasswordLater(db, { name, links: letterLinks(c) }, c.get('address'), now())
    } catch (error) {
      return page(c, lostPasswordForm(chrome, { name, errors: fieldErrors(error) }), 422)
    }
    const text = t('people.lostSent', { name: name.trim() })
    return page(c, messagePage(chrome, t('people.lostSentTitle'), html`<p>${text}</p>`))
  })

  app.get(paths.resetPassword.pattern, async (c) => {
    const token = c.req.param('token')!
    const found = await findResetIfAny(db, token, now())
    if (!found) return page(c, resetLinkOver(c.get('chrome')), 404)
    return page(c, resetPasswordForm(c.get('chrome'), { token, name: found.name }))
  })

  app.post(paths.resetPassword.pattern, async (c) => {
    const token = c.req.param('token')!
    const found = await findResetIfAny(db, token, now())
    if (!found) return page(c, resetLinkOver(c.get('chrome')), 404)
    const password = (await readForm(c)).text('password')
    try {
      const letter = await resetPassword(db, token, password, now())
      if (letter) await sendLetterLater(db, letter, letterLinks(c), now())
      nudgeJobs()
    } catch (error) {
      const form = resetPasswordForm(c.get('chrome'), { token, name: found.name, errors: fieldErrors(error) })
      return page(c, form, 422)
    }
    takeSessionCookie(c)
    return seeOther(c, paths.login({}, { done: 'reset' }))
  })
}
