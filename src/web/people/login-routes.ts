import { fieldErrors } from '../../errors.ts'
import { logIn } from '../../people/log-in.ts'
import { logOut } from '../../people/log-out.ts'
import { readForm } from '../forms.ts'
import type { MessageKey } from '../messages/messages.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { doneNotice } from '../ui/done.ts'
import { loginForm } from './login-form.ts'
import { giveSessionCookie, takeSessionCookie } from './session-cookie.ts'
import { wayBack } from './way-back.ts'

const NOTICES: Readonly<Record<string, MessageKey>> = {
  confirmed: 'people.confirmed',
  reset: 'people.passwordSet',
  claimed: 'claims.done',
}

export function loginRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.login.pattern, (c) => {
    const to = wayBack(c, c.req.query('to'))
    if (c.get('viewer').kind === 'member') return seeOther(c, to ?? paths.account({}))
    const notice = doneNotice(NOTICES, c.req.query('done')) ?? undefined
    return page(c, loginForm(c.get('chrome'), { name: '', to, notice }))
  })

  app.post(paths.login.pattern, async (c) => {
    const form = await readForm(c)
    const to = wayBack(c, form.text('to'))
    const asked = { name: form.text('name'), password: form.text('password') }
    try {
      const token = await logIn(db, asked, browserOf(c), now())
      const before = c.get('sessionToken')
      if (before) await logOut(db, before)
      giveSessionCookie(c, token)
    } catch (error) {
      return page(c, loginForm(c.get('chrome'), { name: asked.name, to, errors: fieldErrors(error) }), 422)
    }
    return seeOther(c, to ?? paths.home({}))
  })

  app.post(paths.logout.pattern, async (c) => {
    const token = c.get('sessionToken')
    if (token) await logOut(db, token)
    takeSessionCookie(c)
    return seeOther(c, paths.home({}))
  })
}

function browserOf(c: C) {
  return { address: c.get('address'), userAgent: c.req.header('user-agent') ?? '' }
}
