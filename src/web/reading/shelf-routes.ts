import { findPseud } from '../../people/find-pseud.ts'
import { findOwnShelf, findShelf } from '../../reading/find-shelf.ts'
import { listShelfChoices } from '../../reading/list-shelves.ts'
import { canChangeShelf } from '../../reading/permissions.ts'
import { parseId } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page } from '../respond.ts'
import { arrangeRoutes } from './arrange-routes.ts'
import { bookmarkRoutes } from './bookmark-routes.ts'
import { exportRoutes } from './export-routes.ts'
import { sendFinding } from '../find/finding.ts'
import type { Html } from '../ui/html.ts'
import { findShelfContent, type ShelfContent } from './find-shelf-content.ts'
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
    const path = paths.shelf({ slug: author.slug, shelf: shelf.slug })
    const content = await findShelfContent(c, parts, { shelf, isOwner: false, path })
    if (content instanceof Response) return content
    const props = { ...content, author, isOwn: canChangeShelf(viewer, shelf) }
    return send(c, shelfPage(c.get('chrome'), props), content)
  })

  app.get(paths.myShelf.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const shelf = await findOwnShelf(db, member, c.req.param('shelf')!)
    const [content, all] = await Promise.all([
      findShelfContent(c, parts, { shelf, isOwner: true, path: paths.myShelf({ shelf: shelf.slug }) }),
      listShelfChoices(db, member),
    ])
    if (content instanceof Response) return content
    const others = all.filter(({ slug }) => slug !== shelf.slug)
    const [done, count] = [c.req.query('done'), parseId(c.req.query('count'))]
    return send(c, myShelfPage(c.get('chrome'), { ...content, member, others, done, count }), content)
  })
}

function send(c: C, content: Html, { shown }: ShelfContent): Response {
  return shown.kind === 'works' ? sendFinding(c, content, shown.finding.list) : page(c, content)
}
