import { refuseOtherThanAdmins } from '../../moderation/change-archive.ts'
import { deleteMenuLink, findMenuLink, type MenuInput, saveMenuLink } from '../../moderation/change-menu.ts'
import { listMenuLinks } from '../../site/menu.ts'
import { type Form, idParam, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { confirmDelete } from '../ui/confirm-delete.ts'
import { attempt } from '../works/edit/attempt.ts'
import { menuForm, menuPage } from './menu-pages.ts'

const NOTHING: MenuInput = { label: '', address: '', newWindow: false, shownTo: 'everybody', position: 0 }

export function menuRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.siteMenu.pattern, async (c) => {
    refuseOtherThanAdmins(requireMember(c.get('viewer')))
    return page(c, menuPage(c.get('chrome'), await listMenuLinks(db), c.req.query('done') === 'yes'))
  })

  app.get(paths.newMenuLink.pattern, async (c) => {
    refuseOtherThanAdmins(requireMember(c.get('viewer')))
    const position = (await listMenuLinks(db)).length + 1
    return page(c, menuForm(c.get('chrome'), { linkId: null, link: { ...NOTHING, position } }))
  })

  app.get(paths.editMenuLink.pattern, async (c) => {
    const linkId = idParam(c, 'link')
    const link = await findMenuLink(db, requireMember(c.get('viewer')), linkId)
    return page(c, menuForm(c.get('chrome'), { linkId, link }))
  })

  app.post(paths.newMenuLink.pattern, async (c) => save(c, null))
  app.post(paths.editMenuLink.pattern, async (c) => save(c, idParam(c, 'link')))

  app.get(paths.deleteMenuLink.pattern, async (c) => {
    const linkId = idParam(c, 'link')
    const { label } = await findMenuLink(db, requireMember(c.get('viewer')), linkId)
    const ways = { action: paths.deleteMenuLink({ link: linkId }), back: paths.siteMenu({}) }
    return page(
      c,
      confirmDelete(c.get('chrome'), { title: c.get('t')('rooms.deleteTitle', { title: label }), ...ways }),
    )
  })

  app.post(paths.deleteMenuLink.pattern, async (c) => {
    await deleteMenuLink(db, requireMember(c.get('viewer')), idParam(c, 'link'), now())
    return seeOther(c, paths.siteMenu({}))
  })

  async function save(c: C, linkId: number | null) {
    const admin = requireMember(c.get('viewer'))
    const link = parseLink(await readForm(c))
    const tried = await attempt(() => saveMenuLink(db, admin, { linkId, ...link }, now()))
    if ('done' in tried) return seeOther(c, paths.siteMenu({}, { done: 'yes' }))
    return page(c, menuForm(c.get('chrome'), { linkId, link, errors: tried.errors }), tried.status)
  }
}

function parseLink(form: Form): MenuInput {
  const shownTo = form.text('shownTo')
  const position = form.text('position').trim()
  return {
    label: form.text('label'),
    address: form.text('address'),
    newWindow: form.has('newWindow'),
    shownTo: shownTo === 'members' || shownTo === 'moderators' ? shownTo : 'everybody',
    position: /^-?\d{1,9}$/.test(position) ? Number(position) : 0,
  }
}
