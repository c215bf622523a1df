import { Refusal } from '../../errors.ts'
import { decideOnClaim, refuseOtherThanOwners } from '../../moderation/decide-on-claim.ts'
import { sendLetterLater } from '../../notices/send-letter.ts'
import { findClaim, listClaims } from '../../people/claim-by-owner.ts'
import { parsePage } from '../../store/paging.ts'
import type { ClaimState } from '../../store/tables/people.ts'
import { idParam, readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { letterLinks } from '../people/letter-links.ts'
import { page, seeOther } from '../respond.ts'
import { attempt } from '../works/edit/attempt.ts'
import { claimPage } from './claim-page.ts'
import { claimsPage, STATES } from './claims-page.ts'

export function claimsRoutes(app: App, { db, now, nudgeJobs }: Parts): void {
  app.get(paths.claims.pattern, async (c) => {
    refuseOtherThanOwners(requireMember(c.get('viewer')))
    const state = parseState(c.req.query('state'))
    const paging = { page: parsePage(c.req.query('page')), perPage: c.get('settings').worksPerPage }
    const claims = await listClaims(db, state, paging)
    return page(c, claimsPage(c.get('chrome'), { claims, state, isDone: c.req.query('done') === 'yes' }))
  })

  app.get(paths.claimDecision.pattern, async (c) => {
    refuseOtherThanOwners(requireMember(c.get('viewer')))
    const claim = await findClaim(db, idParam(c, 'claim'))
    return page(c, claimPage(c.get('chrome'), { claim, answer: '', errors: {} }))
  })

  app.post(paths.claimDecision.pattern, async (c) => {
    const admin = requireMember(c.get('viewer'))
    refuseOtherThanOwners(admin)
    const form = await readForm(c)
    const claimId = idParam(c, 'claim')
    const verdict = (['linked', 'joined', 'refused'] as const).find((each) => each === form.text('verdict'))
    if (!verdict) throw new Refusal('invalid', c.get('t')('site.badRequest'))
    const answer = form.text('answer')
    const tried = await attempt(() => decideOnClaim(db, admin, { claimId, verdict, answer }, now()))
    if ('errors' in tried) {
      const claim = await findClaim(db, claimId)
      return page(c, claimPage(c.get('chrome'), { claim, answer, errors: tried.errors }), tried.status)
    }
    if (tried.done) await sendLetterLater(db, tried.done, letterLinks(c), now())
    nudgeJobs()
    return seeOther(c, paths.claims({}, { done: 'yes' }))
  })
}

function parseState(value: string | undefined): ClaimState {
  return value !== undefined && Object.hasOwn(STATES, value) ? (value as ClaimState) : 'waiting'
}
