import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { html, type Html } from './html.ts'

export interface Signed {
  authorName: string | null
  authorSlug: string | null
  /** Empty: of a member who is gone. */
  guestName: string | null
}

/** Who wrote something: a link to the author's page, or the name that a guest gave. */
export function signed(t: Messages, { authorName, authorSlug, guestName }: Signed): Html {
  if (authorName !== null && authorSlug !== null)
    return html`<a class="signed" dir="auto" href="${paths.author({ slug: authorSlug })}">${authorName}</a>`
  return html`<span class="signed" dir="auto">${guestName || t('rooms.somebody')}</span>
    ${guestName && html`<span class="quiet">${t('rooms.guest')}</span>`}`
}
