import { getCookie, setCookie } from 'hono/cookie'
import { readForm } from '../forms.ts'
import { isSecure } from '../middleware/origin.ts'
import { CONSENT_COOKIE, formatConsents, parseConsents } from '../middleware/session.ts'
import type { App } from '../parts.ts'
import { paths, sameSitePath } from '../paths.ts'
import { seeOther } from '../respond.ts'

const YEAR_SECONDS = 365 * 24 * 60 * 60

/** "I am of age" and "I have read the warning": kept by the browser, asked for again in a year. */
export function consentRoute(app: App): void {
  app.post(paths.consent.pattern, async (c) => {
    const form = await readForm(c)
    const before = parseConsents(getCookie(c, CONSENT_COOKIE))
    const consents = {
      ageConsent: before.ageConsent || form.text('age') === 'yes',
      acceptedWarnings: [...before.acceptedWarnings, ...form.ids('rating')].slice(-150),
    }
    setCookie(c, CONSENT_COOKIE, formatConsents(consents), {
      path: '/',
      maxAge: YEAR_SECONDS,
      httpOnly: true,
      sameSite: 'Lax',
      secure: isSecure(c),
    })
    return seeOther(c, sameSitePath(form.text('to')) ?? paths.home({}))
  })
}
