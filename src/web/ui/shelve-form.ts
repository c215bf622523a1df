import { paths } from '../paths.ts'
import { html, type Html } from './html.ts'

/** Buttons anywhere on a page belong to it, so that they may stand in other forms. */
export const SHELVE_FORM = 'shelve'

/** Once on each page of a member. It comes back to where it was sent from. */
export function shelveForm(here: string): Html {
  return html`<form id="${SHELVE_FORM}" method="post" action="${paths.myShelves({})}" hidden>
    <input type="hidden" name="to" value="${here}" />
  </form>`
}
