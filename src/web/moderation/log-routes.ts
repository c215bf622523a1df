import { listActs } from '../../moderation/list-acts.ts'
import { parsePage } from '../../store/paging.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { page } from '../respond.ts'
import { logPage } from './log-page.ts'

const ACTS_PER_PAGE = 50

export function logRoutes(app: App, { db }: Parts): void {
  app.get(paths.actLog.pattern, async (c) => {
    const admin = requireMember(c.get('viewer'))
    const action = c.req.query('action') || null
    const paging = { page: parsePage(c.req.query('page')), perPage: ACTS_PER_PAGE }
    const known = action !== null && !/\0/.test(action) && action.length < 100 ? action : null
    return page(c, logPage(c.get('chrome'), { ...(await listActs(db, admin, known, paging)), action: known }))
  })
}
