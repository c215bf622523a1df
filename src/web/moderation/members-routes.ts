import type { FieldErrors } from '../../errors.ts'
import {
  type EmptyFilter,
  listEmptyAccounts,
  refuseOtherThanKeepers,
  sweepAccounts,
} from '../../moderation/empty-accounts.ts'
import { attachGuestReviews, listGuestNames } from '../../moderation/guest-reviews.ts'
import { paged, parsePage } from '../../store/paging.ts'
import { readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { attempt } from '../works/edit/attempt.ts'
import { emptyMembersPage, type FilterWords, guestNamesPage, sureToSweepPage } from './members-page.ts'

const PER_PAGE = 100
const DAY_MS = 24 * 60 * 60 * 1000

export function membersRoutes(app: App, parts: Parts): void {
  emptyRoutes(app, parts)
  guestRoutes(app, parts)
}

function emptyRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.emptyMembers.pattern, (c) => show(c))

  app.post(paths.emptyMembers.pattern, async (c) => {
    const admin = requireMember(c.get('viewer'))
    refuseOtherThanKeepers(admin)
    const form = await readForm(c)
    const ids = [...new Set(form.ids('account'))]
    const deed = form.text('intent') === 'delete' ? 'delete' : 'lock'
    const filter = wordsOf(c)
    if (ids.length > 0 && form.text('sure') !== 'yes') {
      return page(c, sureToSweepPage(c.get('chrome'), { ids, deed, filter }))
    }
    const tried = await attempt(() => sweepAccounts(db, admin, { ids, deed }, now()))
    if ('errors' in tried) return show(c, tried)
    return seeOther(c, paths.emptyMembers({}, { ...filter, [deed === 'delete' ? 'deleted' : 'locked']: tried.done }))
  })

  async function show(c: C, refused?: { errors: FieldErrors; status: 409 | 422 }): Promise<Response> {
    const admin = requireMember(c.get('viewer'))
    const filter = wordsOf(c)
    const paging = { page: parsePage(c.req.query('page')), perPage: PER_PAGE }
    const accounts = await listEmptyAccounts(db, admin, filterOf(filter), paging)
    const props = { accounts, filter, errors: refused?.errors ?? {}, done: doneOf(c) }
    return page(c, emptyMembersPage(c.get('chrome'), props), refused?.status)
  }
}

function wordsOf(c: C): FilterWords {
  const day = (name: string) => (/^\d{4}-\d\d-\d\d$/.test(c.req.query(name) ?? '') ? c.req.query(name)! : '')
  return { link: c.req.query('link') === 'yes' ? 'yes' : '', from: day('from'), to: day('to') }
}

/** Days of UTC: a few hours more or less do not matter among robots. */
function filterOf({ link, from, to }: FilterWords): EmptyFilter {
  const time = (day: string) => {
    const time = Date.parse(`${day}T00:00:00Z`)
    return Number.isNaN(time) ? null : time
  }
  const last = time(to)
  return { withLink: link === 'yes', joinedFrom: time(from), joinedBefore: last === null ? null : last + DAY_MS }
}

function doneOf(c: C): string | null {
  const count = (name: string) => (/^\d{1,6}$/.test(c.req.query(name) ?? '') ? Number(c.req.query(name)) : null)
  const [deleted, locked] = [count('deleted'), count('locked')]
  if (deleted !== null) return c.get('t')('members.deleted', { count: deleted })
  return locked === null ? null : c.get('t')('members.lockedNow', { count: locked })
}

function guestRoutes(app: App, { db, now }: Parts): void {
  app.get(paths.guestNames.pattern, (c) => show(c))

  app.post(paths.guestNames.pattern, async (c) => {
    const admin = requireMember(c.get('viewer'))
    const form = await readForm(c)
    const asked = { guestName: form.text('guestName'), pseudId: form.id('pseud') ?? 0 }
    const tried = await attempt(() => attachGuestReviews(db, admin, asked, now()))
    if ('errors' in tried) return show(c, tried)
    return seeOther(c, paths.guestNames({}, { attached: tried.done }))
  })

  async function show(c: C, refused?: { errors: FieldErrors; status: 409 | 422 }): Promise<Response> {
    const admin = requireMember(c.get('viewer'))
    const names = await listGuestNames(db, admin)
    const paging = { page: parsePage(c.req.query('page')), perPage: PER_PAGE }
    const from = (paging.page - 1) * PER_PAGE
    const attached = c.req.query('attached') ?? ''
    const count = /^\d{1,9}$/.test(attached) ? Number(attached) : null
    const done = count === null ? null : c.get('t')('members.attached', { count })
    const props = { names: paged(names.slice(from, from + PER_PAGE), names.length, paging), done }
    return page(c, guestNamesPage(c.get('chrome'), { ...props, errors: refused?.errors ?? {} }), refused?.status)
  }
}
