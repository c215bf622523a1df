import { getCookie } from 'hono/cookie'
import { changePreferences } from '../../people/change-preferences.ts'
import { changeLook, type Look, LOOK_NAMES, NO_LOOK, toLook } from '../../people/look.ts'
import { type Form, readForm } from '../forms.ts'
import type { App, Parts } from '../parts.ts'
import { paths, sameSitePath } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { giveLookCookie, LOOK_COOKIE, parseDeviceLook } from './look-cookie.ts'
import { settingsPage } from './settings-page.ts'

export function settingsRoutes(app: App, parts: Parts): void {
  app.get(paths.readingSettings.pattern, (c) => {
    const { isOnlyHere } = parseDeviceLook(getCookie(c, LOOK_COOKIE))
    const { look } = c.get('chrome')
    const isSaved = c.req.query('done') === 'saved'
    return page(c, settingsPage(c.get('chrome'), { look, isOnlyHere, to: wayBack(c.req.query('to')), isSaved }))
  })

  app.post(paths.readingSettings.pattern, async (c) => {
    const form = await readForm(c)
    const look = form.has('reset') ? NO_LOOK : changeLook(c.get('chrome').look, sentLook(form))
    await keepLook(parts, c, look, form.has('here') && !form.has('reset'))
    const to = wayBack(form.text('to'))
    return seeOther(c, form.has('stay') || form.has('reset') ? paths.readingSettings({}, { to, done: 'saved' }) : to)
  })
}

function sentLook(form: Form): Look {
  return toLook(Object.fromEntries(LOOK_NAMES.map((name) => [name, form.text(name)])))
}

/** By this browser, and with a member's account unless this device is to differ. */
async function keepLook({ db }: Parts, c: C, look: Look, here: boolean): Promise<void> {
  const viewer = c.get('viewer')
  const isOnlyHere = here && viewer.kind === 'member'
  giveLookCookie(c, { look, isOnlyHere })
  if (viewer.kind === 'member' && !isOnlyHere) await changePreferences(db, viewer, { look })
}

function wayBack(value: string | undefined): string {
  return sameSitePath(value) ?? paths.home({})
}
