import { leaveKudos, takeKudosBack } from '../../reviews/leave-kudos.ts'
import { idParam, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths, sameSitePath } from '../paths.ts'
import { type C, seeOther } from '../respond.ts'

export function kudosRoutes(app: App, { db, now }: Parts): void {
  // Whoever was sent to log in comes back by GET.
  app.get(paths.kudos.pattern, (c) => seeOther(c, `${paths.work({ work: idParam(c, 'work') })}#kudos`))

  app.post(paths.kudos.pattern, async (c) => {
    const workId = idParam(c, 'work')
    const form = await readForm(c)
    if (form.has('back')) await takeKudosBack(db, requireMember(c.get('viewer')), workId)
    else {
      const browser = { address: c.get('address'), userAgent: c.req.header('user-agent') ?? '' }
      await leaveKudos(db, c.get('viewer'), workId, { browser, now: now() })
    }
    return seeOther(c, backTo(c, workId))
  })
}

/** The page that the button was on, where the browser tells. */
function backTo(c: C, workId: number): string {
  const referer = URL.parse(c.req.header('referer') ?? '')
  const isOurs = referer?.origin === c.get('origin')
  const path = isOurs ? sameSitePath(referer.pathname + referer.search) : null
  return `${path?.startsWith(paths.work({ work: workId })) ? path : paths.work({ work: workId })}#kudos`
}
