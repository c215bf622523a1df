import { fieldErrors } from '../../errors.ts'
import { confirmRegistration, findRegistrationIfAny } from '../../people/confirm-registration.ts'
import { register } from '../../people/register.ts'
import { sendLetterLater } from '../../notices/send-letter.ts'
import { findPageIfAny, TERMS } from '../../site/find-page.ts'
import { readForm } from '../forms.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { page, seeOther } from '../respond.ts'
import { html } from '../ui/html.ts'
import { messagePage } from '../ui/message-page.ts'
import { confirmRegistrationPage, registrationLinkOver } from './confirm-page.ts'
import { letterLinks } from './letter-links.ts'
import { registerForm } from './register-form.ts'
import { wayBack } from './way-back.ts'

export function registerRoutes(app: App, { db, now, nudgeJobs }: Parts): void {
  const findTerms = async () => (await findPageIfAny(db, TERMS))?.bodyHtml ?? ''

  app.get(paths.register.pattern, async (c) => {
    const [chrome, t] = [c.get('chrome'), c.get('t')]
    const to = wayBack(c, c.req.query('to'))
    if (c.get('viewer').kind === 'member') return seeOther(c, to ?? paths.account({}))
    if (c.get('settings').registration === 'closed') {
      return page(c, messagePage(chrome, t('people.registerTitle'), t('people.closed')))
    }
    return page(c, registerForm(chrome, { name: '', email: '', to, termsHtml: await findTerms() }))
  })

  app.post(paths.register.pattern, async (c) => {
    const [chrome, t] = [c.get('chrome'), c.get('t')]
    const form = await readForm(c)
    const to = wayBack(c, form.text('to'))
    const asked = { name: form.text('name'), email: form.text('email'), password: form.text('password') }
    try {
      const letter = await register(db, asked, c.get('address'), now())
      await sendLetterLater(db, letter, letterLinks(c, to), now())
      nudgeJobs()
    } catch (error) {
      const { name, email } = asked
      return page(
        c,
        registerForm(chrome, { name, email, to, termsHtml: await findTerms(), errors: fieldErrors(error) }),
        422,
      )
    }
    const text = t('people.checkMail', { email: asked.email.trim() })
    return page(c, messagePage(chrome, t('people.checkMailTitle'), html`<p>${text}</p>`))
  })

  app.get(paths.confirmRegistration.pattern, async (c) => {
    const token = c.req.param('token')!
    const found = await findRegistrationIfAny(db, token, now())
    if (!found) return page(c, registrationLinkOver(c.get('chrome')), 404)
    return page(c, confirmRegistrationPage(c.get('chrome'), { ...found, token, to: wayBack(c, c.req.query('to')) }))
  })

  // The button, not the link, makes the account: mail programs open links to look for dangers.
  app.post(paths.confirmRegistration.pattern, async (c) => {
    const form = await readForm(c)
    await confirmRegistration(db, c.req.param('token')!, now())
    return seeOther(c, paths.login({}, { done: 'confirmed', to: wayBack(c, form.text('to')) }))
  })
}
