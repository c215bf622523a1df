import { deleteCookie, setCookie } from 'hono/cookie'
import { SESSION_MS } from '../../people/sessions.ts'
import { isSecure } from '../middleware/origin.ts'
import { SESSION_COOKIE } from '../middleware/session.ts'
import type { C } from '../respond.ts'

export function giveSessionCookie(c: C, token: string): void {
  const maxAge = Math.floor(SESSION_MS / 1000)
  setCookie(c, SESSION_COOKIE, token, { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(c), maxAge })
}

export function takeSessionCookie(c: C): void {
  deleteCookie(c, SESSION_COOKIE, { path: '/', httpOnly: true, sameSite: 'Lax', secure: isSecure(c) })
}
