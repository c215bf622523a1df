import { listReturnReasons } from '../../../moderation/decide-on-chapter.ts'
import { parsePage } from '../../../store/paging.ts'
import { listMyContributions } from '../../../works/list-my-contributions.ts'
import { listMyWorks } from '../../../works/list-my-works.ts'
import { requireMember } from '../../middleware/session.ts'
import type { App, Parts } from '../../parts.ts'
import { paths } from '../../paths.ts'
import { page } from '../../respond.ts'
import { myWorksPage } from './mine-page.ts'

export function myWorksRoutes(app: App, { db }: Parts): void {
  app.get(paths.myWorks.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const paging = { page: parsePage(c.req.query('page')), perPage: c.get('settings').worksPerPage }
    const [works, contributions] = await Promise.all([listMyWorks(db, member, paging), listMyContributions(db, member)])
    const reasons = await listReturnReasons(
      db,
      contributions.map((one) => one.id),
    )
    const notice = c.req.query('done') === 'deleted' ? ('posting.deleted' as const) : null
    return page(c, myWorksPage(c.get('chrome'), { works, contributions, reasons, notice }))
  })
}
