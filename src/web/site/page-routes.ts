import { isAdmin } from '../../people/viewer.ts'
import { findPage } from '../../site/find-page.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { page } from '../respond.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'

export function pageRoutes(app: App, { db }: Parts): void {
  app.get(paths.page.pattern, async (c) => page(c, sitePage(c.get('chrome'), await findPage(db, c.req.param('slug')!))))
}

function sitePage(chrome: Chrome, { id, title, bodyHtml }: Awaited<ReturnType<typeof findPage>>): Html {
  const { t, viewer } = chrome
  return layout(
    chrome,
    { title },
    html`<h1 dir="auto">${title}</h1>
      <div class="prose" dir="auto">${trusted(bodyHtml)}</div>
      ${isAdmin(viewer) && html`<p class="tools"><a href="${paths.editSitePage({ page: id })}">${t('rooms.edit')}</a></p>`}`,
  )
}
