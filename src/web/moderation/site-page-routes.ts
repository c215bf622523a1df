import { refuseOtherThanAdmins } from '../../moderation/change-archive.ts'
import { deletePage, savePage } from '../../moderation/write-pages.ts'
import { findPageToEdit, listPages } from '../../site/find-page.ts'
import { idParam, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { confirmDelete } from '../ui/confirm-delete.ts'
import { attempt } from '../works/edit/attempt.ts'
import { sitePageForm, sitePagesPage } from './site-pages.ts'

export function sitePageRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.sitePages.pattern, async (c) => {
    refuseOtherThanAdmins(requireMember(c.get('viewer')))
    return page(c, sitePagesPage(c.get('chrome'), await listPages(db), c.req.query('done') === 'yes'))
  })

  app.get(paths.newSitePage.pattern, (c) => {
    refuseOtherThanAdmins(requireMember(c.get('viewer')))
    return page(c, sitePageForm(c.get('chrome'), { page: null, title: '', slug: '', body: '' }))
  })

  app.get(paths.editSitePage.pattern, async (c) => {
    refuseOtherThanAdmins(requireMember(c.get('viewer')))
    const found = await findPageToEdit(db, idParam(c, 'page'))
    const { title, slug, bodySource } = found
    return page(c, sitePageForm(c.get('chrome'), { page: found, title, slug, body: bodySource }))
  })

  app.post(paths.newSitePage.pattern, async (c) => save(c, null))
  app.post(paths.editSitePage.pattern, async (c) => save(c, idParam(c, 'page')))

  app.get(paths.deleteSitePage.pattern, async (c) => {
    refuseOtherThanAdmins(requireMember(c.get('viewer')))
    const { id, title } = await findPageToEdit(db, idParam(c, 'page'))
    const ways = { action: paths.deleteSitePage({ page: id }), back: paths.sitePages({}) }
    return page(c, confirmDelete(c.get('chrome'), { title: c.get('t')('rooms.deleteTitle', { title }), ...ways }))
  })

  app.post(paths.deleteSitePage.pattern, async (c) => {
    await deletePage(db, requireMember(c.get('viewer')), idParam(c, 'page'), now())
    return seeOther(c, paths.sitePages({}))
  })

  async function save(c: C, pageId: number | null) {
    const admin = requireMember(c.get('viewer'))
    const form = await readForm(c)
    const input = { title: form.text('title'), slug: form.text('slug'), body: form.text('body') }
    const tried = await attempt(() => savePage(db, admin, { pageId, ...input }, now()))
    if ('done' in tried) return seeOther(c, paths.sitePages({}, { done: 'yes' }))
    const found = pageId === null ? null : await findPageToEdit(db, pageId)
    return page(c, sitePageForm(c.get('chrome'), { page: found, ...input, errors: tried.errors }), tried.status)
  }
}
