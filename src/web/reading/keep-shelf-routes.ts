import { fieldErrors } from '../../errors.ts'
import { countBookmarks } from '../../reading/list-bookmarks.ts'
import { findOwnShelf } from '../../reading/find-shelf.ts'
import { deleteShelf, editShelf, makeShelf, moveShelf } from '../../reading/keep-shelf.ts'
import { listOwnShelves } from '../../reading/list-shelves.ts'
import { canDeleteShelf } from '../../reading/permissions.ts'
import { putOnShelf } from '../../reading/put-on-shelf.ts'
import { BOOKMARK_KINDS } from '../../reading/shelf.ts'
import { type Form, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { page, seeOther } from '../respond.ts'
import { confirmDelete } from '../ui/confirm-delete.ts'
import { shelfName } from '../ui/shelf-control.ts'
import { myShelvesPage } from './my-shelves-page.ts'
import { newShelfPage, shelfForm } from './shelf-form.ts'

/** A member's shelves themselves. */
export function keepShelfRoutes(app: App, parts: Parts): void {
  const { db, now } = parts
  app.get(paths.myShelves.pattern, async (c) => {
    const shelves = await listOwnShelves(db, requireMember(c.get('viewer')))
    return page(c, myShelvesPage(c.get('chrome'), shelves, c.req.query('done')))
  })

  app.post(paths.myShelves.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const form = await readForm(c)
    const [input, workId] = [inputOf(form), form.id('work')]
    let shelf: string
    try {
      shelf = await makeShelf(db, member, input, now())
    } catch (error) {
      return page(c, newShelfPage(c.get('chrome'), { input, workId, errors: fieldErrors(error) }), 422)
    }
    if (workId === null) return seeOther(c, paths.myShelf({ shelf }, { done: 'made' }))
    await putOnShelf(db, member, { workId, shelf }, now())
    return seeOther(c, paths.workShelves({ work: workId }))
  })

  app.get(paths.editShelf.pattern, async (c) => {
    const shelf = await findOwnShelf(db, requireMember(c.get('viewer')), c.req.param('shelf')!)
    return page(c, shelfForm(c.get('chrome'), { shelf, input: shelf }))
  })

  app.post(paths.editShelf.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const input = inputOf(await readForm(c))
    const shelf = await findOwnShelf(db, member, c.req.param('shelf')!)
    try {
      await editShelf(db, member, shelf.slug, input, now())
    } catch (error) {
      return page(c, shelfForm(c.get('chrome'), { shelf, input, errors: fieldErrors(error) }), 422)
    }
    return seeOther(c, paths.myShelf({ shelf: shelf.slug }, { done: 'saved' }))
  })

  app.get(paths.shelfPlace.pattern, (c) => seeOther(c, paths.myShelves({})))

  app.post(paths.shelfPlace.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const direction = (await readForm(c)).text('direction') === 'up' ? 'up' : 'down'
    const slug = c.req.param('shelf')!
    await moveShelf(db, member, slug, direction)
    return seeOther(c, `${paths.myShelves({})}#shelf-${encodeURIComponent(slug)}`)
  })

  deleteRoutes(app, parts)
}

function deleteRoutes(app: App, { db }: Parts): void {
  app.get(paths.deleteShelf.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const t = c.get('t')
    const shelf = await findOwnShelf(db, member, c.req.param('shelf')!)
    const back = paths.myShelf({ shelf: shelf.slug })
    if (!canDeleteShelf(member, shelf)) return seeOther(c, back)
    const counts = await countBookmarks(db, member, { shelf, isOwner: true })
    const count = BOOKMARK_KINDS.reduce((sum, kind) => sum + counts[kind], 0)
    const title = t('shelves.deleteTitle', { shelf: shelfName(t, shelf) })
    const warning = t('shelves.deleteWarning', { count })
    const action = paths.deleteShelf({ shelf: shelf.slug })
    return page(c, confirmDelete(c.get('chrome'), { title, warning, action, back }))
  })

  app.post(paths.deleteShelf.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    await readForm(c)
    await deleteShelf(db, member, c.req.param('shelf')!)
    return seeOther(c, paths.myShelves({}, { done: 'deleted' }))
  })
}

function inputOf(form: Form) {
  return { name: form.text('name'), isPublic: form.has('public') }
}
