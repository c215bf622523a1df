import { listShelfWorkIds } from '../../reading/list-shelf-work-ids.ts'
import { findOwnShelf } from '../../reading/find-shelf.ts'
import { findChapterPage } from '../../works/find-chapter-page.ts'
import { findWorkPage } from '../../works/find-work-page.ts'
import type { FoundWork } from '../../works/find-work.ts'
import { refuseUnlessGiven } from '../../works/take-along.ts'
import { gateBefore } from '../../works/gates.ts'
import { notAllowed } from '../../errors.ts'
import { idParam } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page } from '../respond.ts'
import { settingsPage } from '../reading/settings-page.ts'
import { guestChrome } from './guest-chrome.ts'
import { appRoutes } from './app-routes.ts'
import { keptHerePage } from './kept-here-page.ts'
import { offlineChapterPage, offlineContentsPage } from './offline-pages.ts'
import { offlineList } from './offline-list.ts'

/** More than a browser would fetch in one go; the rest of a longer shelf stays online. */
export const MOST_WORKS_OF_SHELF = 300

/** The worker keeps what it wants to keep; nothing on the way does. */
const OF_ONE_READER = { 'cache-control': 'private, no-store' }

/**
 * What the service worker asks for. Pages to keep hold nothing of the reader: neither name nor forms. A work behind a
 * gate that the reader has not passed is refused, never answered with the gate's page, which would be kept in its place.
 */
export function offlineRoutes(app: App, parts: Parts): void {
  const { db, assets } = parts
  appRoutes(app, parts)

  app.get(paths.keptHere.pattern, (c) => page(c, keptHerePage(guestChrome(c))))

  app.get(paths.offlineSettings.pattern, (c) => {
    const { look } = c.get('chrome')
    return page(c, settingsPage(guestChrome(c), { look, isOnlyHere: false, to: paths.home({}), isSaved: false }))
  })

  app.get(paths.offlineWork.pattern, async (c) => {
    const found = await findWorkPage(db, c.get('viewer'), idParam(c, 'work'))
    refuseClosed(c, found.work)
    return c.json(offlineList(found, c.get('viewer'), assets, c.get('t')), 200, OF_ONE_READER)
  })

  app.get(paths.offlineContents.pattern, async (c) => {
    const found = await findWorkPage(db, c.get('viewer'), idParam(c, 'work'))
    refuseClosed(c, found.work)
    return page(c, offlineContentsPage(guestChrome(c), found))
  })

  app.get(paths.offlineChapter.pattern, async (c) => {
    const found = await findChapterPage(db, c.get('viewer'), idParam(c, 'work'), idParam(c, 'chapter'))
    refuseClosed(c, found.work)
    return page(c, offlineChapterPage(guestChrome(c), found, c.get('viewer')))
  })

  app.get(paths.offlineShelf.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const shelf = await findOwnShelf(db, member, c.req.param('shelf')!)
    return c.json({ works: await listShelfWorkIds(db, member, shelf.id, MOST_WORKS_OF_SHELF) }, 200, OF_ONE_READER)
  })
}

/** Refuses with not_allowed. */
function refuseClosed(c: C, work: FoundWork): void {
  refuseUnlessGiven(work)
  if (gateBefore(work.gates, c.get('viewer'), work.isCreator) !== null) {
    throw notAllowed('This work waits behind a gate. Open it in the archive first.')
  }
}
