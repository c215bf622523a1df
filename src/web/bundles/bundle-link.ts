import { html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'

/** At the foot of a list that has works in it. */
export function bundleLink({ t }: Chrome, books: string): Html {
  return html`<p class="quiet small"><a href="${books}" rel="nofollow">${t('bundles.link')}</a></p>`
}
