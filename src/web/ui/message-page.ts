import { paths } from '../paths.ts'
import { type Content, html, type Html } from './html.ts'
import { type Chrome, layout } from './layout.ts'

/** A page with one thing to say: a refusal, a thank-you, a gate that is closed. */
export function messagePage(chrome: Chrome, title: string, content: Content): Html {
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<h1>${title}</h1>
      ${typeof content === 'string' ? html`<p>${content}</p>` : content}
      <p><a href="${paths.home({})}">${chrome.t('site.backHome')}</a></p>`,
  )
}
