import { listAsideRows, listKeptAside } from '../../import/efiction/report/list-kept-aside.ts'
import { parsePage } from '../../store/paging.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { page } from '../respond.ts'
import { asideTablePage, keptAsidePage, ROWS_PER_PAGE } from './kept-aside-page.ts'

export function keptAsideRoutes(app: App, { db }: Parts): void {
  app.get(paths.keptAside.pattern, async (c) =>
    page(c, keptAsidePage(c.get('chrome'), await listKeptAside(db, requireMember(c.get('viewer'))))),
  )

  app.get(paths.keptAsideTable.pattern, async (c) => {
    const admin = requireMember(c.get('viewer'))
    const which = { source: (c.req.query('source') ?? '').replaceAll('\0', ''), table: c.req.param('table')! }
    const paging = { page: parsePage(c.req.query('page')), perPage: ROWS_PER_PAGE }
    return page(c, asideTablePage(c.get('chrome'), { ...which, rows: await listAsideRows(db, admin, which, paging) }))
  })
}
