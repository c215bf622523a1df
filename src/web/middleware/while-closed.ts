import { createMiddleware } from 'hono/factory'
import { isModerator } from '../../people/viewer.ts'
import type { Variables } from '../parts.ts'
import { paths } from '../paths.ts'
import { page } from '../respond.ts'
import { html, trusted } from '../ui/html.ts'
import { messagePage } from '../ui/message-page.ts'

/** Where moderators come in, and what pages are made of. */
const OPEN = /^\/(?:login|logout|lost-password|reset-password\/|assets\/|health$|favicon\.svg$|setup\/)/

/** While the archive is open to moderators only, everybody else reads why. */
export const refuseWhileClosed = createMiddleware<{ Variables: Variables }>(async (c, next) => {
  const { visitors, closedHtml } = c.get('settings')
  if (visitors === 'everybody' || isModerator(c.get('viewer')) || OPEN.test(c.req.path)) return next()
  const { t } = c.get('chrome')
  const text =
    closedHtml === '' ? html`<p>${t('closed.text')}</p>` : html`<div class="prose">${trusted(closedHtml)}</div>`
  const login = html`<p><a href="${paths.login({})}" rel="nofollow">${t('site.logIn')}</a></p>`
  c.header('retry-after', '3600')
  return page(c, messagePage({ ...c.get('chrome'), menu: [] }, t('closed.title'), html`${text} ${login}`), 503)
})
