import { parsePage } from '../../store/paging.ts'
import { deleteShout, listShouts, shout } from '../../talk/shouts.ts'
import { idParam, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { type Attempt, attempt } from '../works/edit/attempt.ts'
import { shoutsPage } from './shout-page.ts'

const SHOUTS_PER_PAGE = 30

export function shoutRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.shouts.pattern, async (c) => show(c))

  app.post(paths.shouts.pattern, async (c) => {
    const member = requireMember(c.get('viewer'))
    const draft = (await readForm(c)).text('body')
    const tried = await attempt(() => shout(db, member, draft, now()))
    return 'errors' in tried ? show(c, { draft, ...tried }) : seeOther(c, paths.shouts({}))
  })

  app.post(paths.deleteShout.pattern, async (c) => {
    await deleteShout(db, requireMember(c.get('viewer')), idParam(c, 'shout'), now())
    return seeOther(c, paths.shouts({}))
  })

  async function show(c: C, sent?: { draft: string } & Exclude<Attempt<never>, { done: never }>) {
    const shouts = await listShouts(db, { page: parsePage(c.req.query('page')), perPage: SHOUTS_PER_PAGE })
    const isOpen = c.get('settings').shouts !== 'nobody'
    const props = { shouts, isOpen, draft: sent?.draft ?? '', errors: sent?.errors }
    return page(c, shoutsPage(c.get('chrome'), props), sent?.status)
  }
}
