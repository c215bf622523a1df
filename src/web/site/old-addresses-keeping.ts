import {
  addSiteAddress,
  dismissAddress,
  listMissed,
  mapAddress,
  type MissedView,
  refuseOtherThanKeepers,
  removeSiteAddress,
} from '../../import/efiction/addresses/map-addresses.ts'
import { flushMisses } from '../../import/efiction/addresses/missed-addresses.ts'
import { fieldErrors } from '../../errors.ts'
import { parsePage } from '../../store/paging.ts'
import { readForm } from '../forms.ts'
import { requireMember } from '../middleware/session.ts'
import type { App, Parts } from '../parts.ts'
import { paths } from '../paths.ts'
import { type C, page, seeOther } from '../respond.ts'
import { keepingPage, type KeepingProps } from './old-addresses-keeping-page.ts'

const PER_PAGE = 50

export function oldAddressKeepingRoutes(app: App, parts: Parts): void {
  const { db, now } = parts

  app.get(paths.oldAddresses.pattern, async (c) => page(c, await show(parts, c)))

  app.post(paths.oldAddresses.pattern, async (c) => {
    const admin = requireMember(c.get('viewer'))
    refuseOtherThanKeepers(admin)
    const form = await readForm(c)
    const address = form.text('address')
    const leadsTo = form.text('leadsTo')
    try {
      if (form.text('intent') === 'dismiss') await dismissAddress(db, admin, address, now())
      else await mapAddress(db, admin, { address, leadsTo, origin: c.get('origin') }, now())
    } catch (error) {
      return page(c, await show(parts, c, { address, leadsTo, site: '', errors: fieldErrors(error) }), 422)
    }
    return seeOther(
      c,
      paths.oldAddresses({}, { show: c.req.query('show') === 'mapped' ? 'mapped' : null, done: 'yes' }),
    )
  })

  app.post(paths.oldSiteAddresses.pattern, async (c) => {
    const admin = requireMember(c.get('viewer'))
    refuseOtherThanKeepers(admin)
    const form = await readForm(c)
    const site = form.text('site')
    try {
      if (form.has('remove')) await removeSiteAddress(db, admin, form.id('remove') ?? 0, now())
      else await addSiteAddress(db, admin, { source: form.text('source'), site }, now())
    } catch (error) {
      return page(c, await show(parts, c, { address: '', leadsTo: '', site, errors: fieldErrors(error) }), 422)
    }
    return seeOther(c, paths.oldAddresses({}, { done: 'yes' }))
  })
}

async function show({ db }: Parts, c: C, sent?: KeepingProps['sent']) {
  const admin = requireMember(c.get('viewer'))
  refuseOtherThanKeepers(admin)
  await flushMisses(db)
  const view: MissedView = c.req.query('show') === 'mapped' ? 'mapped' : 'open'
  const paging = { page: parsePage(c.req.query('page')), perPage: PER_PAGE }
  const missed = await listMissed(db, admin, view, paging)
  const isDone = c.req.query('done') === 'yes'
  return keepingPage(c.get('chrome'), { missed, view, sites: c.get('oldSites'), isDone, ...(sent && { sent }) })
}
