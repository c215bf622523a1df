import { createMiddleware } from 'hono/factory'
import { parse } from 'hono/utils/cookie'
import { findSession } from '../../people/sessions.ts'
import { GUEST, type Member, type Viewer } from '../../people/viewer.ts'
import type { Parts, Variables } from '../parts.ts'
import { LOOK_COOKIE, lookFor, parseDeviceLook } from '../reading/look-cookie.ts'
import { LogInFirst } from '../refusals.ts'
import { requestHeader } from '../request-header.ts'

export const SESSION_COOKIE = 'fanfold_session'
export const CONSENT_COOKIE = 'fanfold_consent'

/** Puts the viewer into the context: who is logged in, and what this browser has consented to. */
export function knowViewer({ db, now }: Parts) {
  return createMiddleware<{ Variables: Variables }>(async (c, next) => {
    const header = requestHeader(c, 'cookie')
    c.set('sessionToken', null)
    if (!header) {
      c.set('viewer', GUEST)
      return next()
    }
    const cookies = parse(header)
    const consents = parseConsents(cookies[CONSENT_COOKIE])
    const token = cookies[SESSION_COOKIE]
    const member = token ? await findSession(db, token, now()) : null
    if (member) c.set('sessionToken', token!)
    const viewer = withConsents(member, consents)
    c.set('viewer', viewer)
    c.get('chrome').look = lookFor(viewer, parseDeviceLook(cookies[LOOK_COOKIE]))
    return next()
  })
}

interface Consents {
  ageConsent: boolean
  acceptedWarnings: number[]
}

/** As `age.3.17`: "of age", and the ratings whose warnings were accepted. */
export function parseConsents(cookie: string | undefined): Consents {
  const words = (cookie ?? '').split('.').slice(0, 200)
  return {
    ageConsent: words.includes('age'),
    acceptedWarnings: words.map(Number).filter((id) => Number.isInteger(id) && id > 0),
  }
}

export function formatConsents({ ageConsent, acceptedWarnings }: Consents): string {
  return [...(ageConsent ? ['age'] : []), ...new Set(acceptedWarnings)].join('.')
}

function withConsents(member: Omit<Member, keyof Consents> | null, consents: Consents): Viewer {
  if (!member) return { kind: 'guest', ...consents }
  return { ...member, ...consents, ageConsent: consents.ageConsent || member.preferences.ageConsent }
}

/** For routes that only members may use; a guest is sent to log in and comes back. */
export function requireMember(viewer: Viewer): Member {
  if (viewer.kind === 'guest') throw new LogInFirst()
  return viewer
}
