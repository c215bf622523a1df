// Authentication for OPDS 1.0, https://drafts.opds.io/authentication-for-opds-1.0.
import { asJson } from '../as-json.ts'

export const AUTHENTICATION_TYPE = 'application/opds-authentication+json'

export interface Authentication {
  /** The absolute address of the document itself. */
  id: string
  title: string
  description: string
  labels: { login: string; password: string }
  /** Absolute addresses. */
  start: string
  help: string
  register: string
  icon: string
}

export function writeAuthentication({ id, title, description, labels, ...to }: Authentication): string {
  return asJson({
    id,
    title,
    description,
    authentication: [{ type: 'http://opds-spec.org/auth/basic', labels }],
    links: [
      { rel: 'start', href: to.start, type: 'application/atom+xml;profile=opds-catalog;kind=navigation' },
      { rel: 'logo', href: to.icon, type: 'image/svg+xml' },
      { rel: 'help', href: to.help, type: 'text/html' },
      { rel: 'register', href: to.register, type: 'text/html' },
    ],
  })
}
