import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'

type Place = 'claims' | 'empty' | 'guests'

/** The pages on which owners and admins look after people. */
export function membersMenu({ t }: Chrome, here: Place): Html {
  const places = [
    ['claims', paths.claims({}), t('claims.queue')],
    ['empty', paths.emptyMembers({}), t('members.empty')],
    ['guests', paths.guestNames({}), t('members.guests')],
  ] as const
  return html`<nav aria-label="${t('members.title')}">
    <p class="tools">
      ${places.map(
        ([place, address, label]) =>
          html`<a href="${address}" ${place === here && html`aria-current="page"`}>${label}</a>`,
      )}
    </p>
  </nav>`
}
