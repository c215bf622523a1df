import type { Messages } from '../messages/messages.ts'
import { html, type Html } from './html.ts'

/** An author's picture above a work. Pages load nothing from other hosts, so one that stands elsewhere is a link. */
export function banner(t: Messages, url: string | null): Html | false {
  if (url === null || url === '') return false
  if (/^\/(?![/\\])/.test(url)) return html`<p class="banner"><img src="${url}" alt="" /></p>`
  if (!/^https?:\/\//i.test(url)) return false
  return html`<p class="banner small"><a href="${url}" rel="nofollow noopener ugc">${t('banner.elsewhere')}</a></p>`
}
