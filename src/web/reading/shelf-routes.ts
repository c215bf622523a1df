import { findPseud } from '../../people/find-pseud.ts'
import { findOwnShelf, findShelf } from '../../reading/find-shelf.ts'
import { listShelfChoices } from '../../reading/list-shelves.ts'
import { canChangeShelf } from '../../reading/permissions.ts'
import { parseBookmarkKind, type Shelf } from '../../reading/shelf.ts'
import { parseShelfView } from '../../reading/shelf-view.ts'
import { type Paging, parsePage } from '../../store/paging.ts'
import { parseId } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page } from '../respond.ts'
import { arrangeRoutes } from './arrange-routes.ts'
import { bookmarkRoutes } from './bookmark-routes.ts'
import { exportRoutes } from './export-routes.ts'
import { findShelfContent } from './find-shelf-content.ts'
import { followingRoutes } from './following-routes.ts'
import { keepShelfRoutes } from './keep-shelf-routes.ts'
import { myShelfPage } from './my-shelf-page.ts'
import { shelfPage } from './shelf-page.ts'
import { workShelvesRoutes } from './work-shelves-routes.ts'

export function readingRoutes(app: App, parts: Parts): void {
  const { db } = parts
  bookmarkRoutes(app, parts)
  workShelvesRoutes(app, parts)
  exportRoutes(app, parts)
  keepShelfRoutes(app, parts)
  arrangeRoutes(app, parts)
  followingRoutes(app, parts)

  app.get(paths.shelf.pattern, async (c) => {
    const viewer = c.get('viewer')
    const author = await findPseud(db, c.req.param('slug')!)
    const shelf = await findShelf(db, viewer, author, c.req.param('shelf')!)
    const content = await findShelfContent(db, viewer, questionOf(c, shelf, false), paging(c))
    return page(c, shelfPage(c.get('chrome'), { ...content, author, isOwn: canChangeShelf(viewer, shelf) }))
  })

  app.get(paths.myShelf.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const shelf = await findOwnShelf(db, member, c.req.param('shelf')!)
    const [content, all] = await Promise.all([
      findShelfContent(db, member, questionOf(c, shelf, true), paging(c)),
      listShelfChoices(db, member),
    ])
    const others = all.filter(({ slug }) => slug !== shelf.slug)
    const [done, count] = [c.req.query('done'), parseId(c.req.query('count'))]
    return page(c, myShelfPage(c.get('chrome'), { ...content, member, others, done, count }))
  })
}

function questionOf(c: C, shelf: Shelf, isOwner: boolean) {
  // Series and authors lie among favourites alone.
  const kind = shelf.kind === 'favourites' ? parseBookmarkKind(c.req.query('of')) : 'works'
  return { shelf, isOwner, kind, view: parseShelfView((name) => c.req.query(name)) }
}

function paging(c: C): Paging {
  return { page: parsePage(c.req.query('page')), perPage: c.get('settings').worksPerPage }
}
