import { listQueue } from '../../moderation/list-queue.ts'
import { parsePage } from '../../store/paging.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { page } from '../respond.ts'
import { queuePage } from './queue-page.ts'

export function queueRoutes(app: App, { db }: Parts): void {
  app.get(paths.queue.pattern, async (c) => {
    const moderator = requireMember(c.get('viewer'))
    const paging = { page: parsePage(c.req.query('page')), perPage: c.get('settings').worksPerPage }
    const waiting = await listQueue(db, moderator, paging)
    return page(c, queuePage(c.get('chrome'), { waiting, isDone: c.req.query('done') === 'yes' }))
  })
}
