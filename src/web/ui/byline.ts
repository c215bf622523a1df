import type { Messages } from '../messages/messages.ts'
import { paths } from '../paths.ts'
import { html, type Html } from './html.ts'

/** "by Ada, Bea" with a link each. */
export function byline(t: Messages, creators: ReadonlyArray<{ name: string; slug: string }>): Html {
  const links = creators.map(
    ({ name, slug }, index) =>
      html`${index > 0 && ', '}<a rel="author" href="${paths.author({ slug })}" dir="auto">${name}</a>`,
  )
  const names = links.length === 0 ? html`${t('reading.anonymous')}` : html`${links}`
  return html`<span class="byline">${t.rich('reading.by', { names })}</span>`
}
