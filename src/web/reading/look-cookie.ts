import { setCookie } from 'hono/cookie'
import { type Look, LOOK_NAMES, NO_LOOK, toLook } from '../../people/look.ts'
import type { Viewer } from '../../people/viewer.ts'
import { isSecure } from '../middleware/origin.ts'
import type { C } from '../respond.ts'

/** The browser's own script reads and writes it too (browser/reading-look.js), so that a change needs no request. */
export const LOOK_COOKIE = 'fanfold_look'

const YEAR_SECONDS = 365 * 24 * 60 * 60
const LONGEST = 400

export interface DeviceLook {
  look: Look
  /** Of members: this device has its own look, whatever the account says. */
  isOnlyHere: boolean
}

const NOTHING: DeviceLook = { look: NO_LOOK, isOnlyHere: false }

/** As `theme-dark.size-6.here`; what it does not know it leaves out. */
export function parseDeviceLook(cookie: string | undefined): DeviceLook {
  if (!cookie || cookie.length > LONGEST) return NOTHING
  const words = cookie.split('.')
  const pairs = words.map((word) => {
    const cut = word.indexOf('-')
    return cut < 0 ? [word, ''] : [word.slice(0, cut), word.slice(cut + 1)]
  })
  return { look: toLook(Object.fromEntries(pairs)), isOnlyHere: words.includes('here') }
}

export function formatDeviceLook({ look, isOnlyHere }: DeviceLook): string {
  const words = LOOK_NAMES.filter((name) => look[name] !== undefined).map((name) => `${name}-${look[name]}`)
  return [...words, ...(isOnlyHere ? ['here'] : [])].join('.')
}

/** A member's account goes before the device, unless they want this device to differ or chose nothing yet. */
export function lookFor(viewer: Viewer, device: DeviceLook): Look {
  if (viewer.kind === 'guest' || device.isOnlyHere) return device.look
  const { look } = viewer.preferences
  return Object.keys(look).length > 0 ? look : device.look
}

export function giveLookCookie(c: C, device: DeviceLook): void {
  const cookie = formatDeviceLook(device)
  const maxAge = cookie === '' ? 0 : YEAR_SECONDS
  setCookie(c, LOOK_COOKIE, cookie, { path: '/', sameSite: 'Lax', secure: isSecure(c), maxAge })
}
