import { findPseud } from '../../people/find-pseud.ts'
import { findOwnShelf, findShelf, showShelf } from '../../reading/find-shelf.ts'
import { listFollowedAuthors, listFollowedWorks } from '../../reading/list-followed.ts'
import { countShelf, listShelf } from '../../reading/list-shelf.ts'
import { canChangeShelf } from '../../reading/permissions.ts'
import { parseBookmarkKind } from '../../reading/shelf.ts'
import { type Paging, parsePage } from '../../store/paging.ts'
import { findBlurbs } from '../browse/find-blurbs.ts'
import { readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { bookmarkRoutes } from './bookmark-routes.ts'
import { followingPage } from './following-page.ts'
import { myShelfPage } from './my-shelf-page.ts'
import { shelfPage } from './shelf-page.ts'

export function readingRoutes(app: App, parts: Parts): void {
  const { db, now } = parts
  bookmarkRoutes(app, parts)

  app.get(paths.shelf.pattern, async (c) => {
    const viewer = c.get('viewer')
    const author = await findPseud(db, c.req.param('slug')!)
    const shelf = await findShelf(db, viewer, author, c.req.param('shelf')!)
    const kind = parseBookmarkKind(c.req.query('of'))
    const [bookmarks, counts] = await Promise.all([
      listShelf(db, viewer, { shelf, kind, isOwner: false }, paging(c)),
      countShelf(db, viewer, shelf.id, false),
    ])
    const found = await findBlurbs(
      db,
      viewer,
      bookmarks.rows.flatMap(({ workId }) => workId ?? []),
    )
    const works = new Map(found.map((work) => [work.id, work]))
    const isOwn = canChangeShelf(viewer, shelf)
    return page(c, shelfPage(c.get('chrome'), { author, shelf, kind, bookmarks, counts, works, isOwn }))
  })

  app.get(paths.myShelf.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const shelf = await findOwnShelf(db, member, c.req.param('shelf')!)
    const kind = parseBookmarkKind(c.req.query('of'))
    const [bookmarks, counts] = await Promise.all([
      listShelf(db, member, { shelf, kind, isOwner: true }, paging(c)),
      countShelf(db, member, shelf.id, true),
    ])
    const props = { member, shelf, kind, bookmarks, counts, done: c.req.query('done') }
    return page(c, myShelfPage(c.get('chrome'), props))
  })

  app.post(paths.myShelf.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const form = await readForm(c)
    const shelf = await findOwnShelf(db, member, c.req.param('shelf')!)
    await showShelf(db, member, shelf.slug, form.text('show') === 'public', now())
    return seeOther(c, paths.myShelf({ shelf: shelf.slug }))
  })

  app.get(paths.following.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const [followed, authors] = await Promise.all([
      listFollowedWorks(db, member, paging(c)),
      listFollowedAuthors(db, member),
    ])
    const found = await findBlurbs(
      db,
      member,
      followed.rows.map(({ workId }) => workId),
    )
    const works = new Map(found.map((work) => [work.id, work]))
    return page(c, followingPage(c.get('chrome'), { followed, works, authors }))
  })
}

function paging(c: C): Paging {
  return { page: parsePage(c.req.query('page')), perPage: c.get('settings').worksPerPage }
}
