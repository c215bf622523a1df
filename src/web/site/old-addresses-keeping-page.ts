import type { FieldErrors } from '../../errors.ts'
import type { MissedAddress, MissedView } from '../../import/efiction/addresses/map-addresses.ts'
import type { OldSiteAddress } from '../../import/efiction/addresses/old-sites.ts'
import type { Paged } from '../../store/paging.ts'
import { ownerMenu } from '../moderation/owner-menu.ts'
import { paths } from '../paths.ts'
import { mistakes, selectField, textField } from '../ui/field.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { pager } from '../ui/pager.ts'
import { day } from '../ui/time.ts'

export interface KeepingProps {
  missed: Paged<MissedAddress>
  view: MissedView
  sites: readonly OldSiteAddress[]
  isDone: boolean
  /** A form that was refused, as it was sent. */
  sent?: { address: string; leadsTo: string; site: string; errors: FieldErrors }
}

/** For owners: which old addresses lead nowhere, and where the old sites lived. */
export function keepingPage(chrome: Chrome, props: KeepingProps): Html {
  const { t } = chrome
  const { missed, view } = props
  const linkTo = (page: number) => paths.oldAddresses({}, { show: shownAs(view), page: page === 1 ? null : page })
  return layout(
    chrome,
    { title: t('oldAddresses.title'), unlisted: true },
    html`${ownerMenu(chrome)}
      <h1>${t('oldAddresses.title')}</h1>
      <p>${t('oldAddresses.intro')}</p>
      ${props.isDone && html`<p class="notice good" role="status">${t('oldAddresses.done')}</p>`}
      ${mistakes(t, props.sent?.errors)}
      <nav class="letters" aria-label="${t('oldAddresses.title')}">
        <ul>
          ${(['open', 'mapped'] as const).map((one) => tab(chrome, one, one === view))}
        </ul>
      </nav>
      ${missed.total === 0 && html`<p class="empty">${t(view === 'open' ? 'oldAddresses.none' : 'oldAddresses.noneMapped')}</p>`}
      ${missed.rows.length > 0 && html`<ul class="queue old-addresses">${missed.rows.map((one, index) => row(chrome, one, { index, props }))}</ul>`}
      ${pager({ t, page: missed.page, pageCount: missed.pageCount, linkTo })} ${oldSites(chrome, props)}`,
  )
}

function shownAs(view: MissedView): string | null {
  return view === 'open' ? null : view
}

function tab({ t }: Chrome, view: MissedView, isCurrent: boolean): Html {
  return html`<li>
    <a href="${paths.oldAddresses({}, { show: shownAs(view) })}" ${isCurrent && html`aria-current="page"`}
      >${t(`oldAddresses.${view}`)}</a
    >
  </li>`
}

function row(chrome: Chrome, one: MissedAddress, { index, props }: { index: number; props: KeepingProps }): Html {
  const { t } = chrome
  const sent = props.sent?.address === one.address ? props.sent : undefined
  const error = sent?.errors.leadsTo
  const id = `leadsTo-${index}`
  return html`<li>
    <h2><code>${one.address}</code></h2>
    <p class="small quiet">
      ${t('oldAddresses.hits', { count: one.hits })}, ${t.rich('oldAddresses.lastAsked', { date: day(t, one.lastSeenAt) })}
      ${one.referrerHost && html`· ${t('oldAddresses.from', { host: one.referrerHost })}`}
    </p>
    <form method="post" action="${paths.oldAddresses({}, { show: shownAs(props.view) })}">
      <input type="hidden" name="address" value="${one.address}" />
      <div class="field${error ? ' has-error' : ''}">
        <label for="${id}">${t('oldAddresses.leadsTo')}</label>
        <input id="${id}" name="leadsTo" type="text" value="${sent?.leadsTo ?? one.leadsTo ?? ''}" maxlength="500" aria-label="${t('oldAddresses.leadsToOf', { address: one.address })}" ${error && html`aria-invalid="true" aria-describedby="${id}-error"`} />
        ${error && html`<p class="error" id="${id}-error">${error}</p>`}
      </div>
      <button class="quiet" type="submit" name="intent" value="map">${t('oldAddresses.save')}</button>
      <button class="quiet" type="submit" name="intent" value="dismiss">${t('oldAddresses.dismiss')}</button>
    </form>
  </li>`
}

function oldSites(chrome: Chrome, { sites, sent }: KeepingProps): Html | false {
  const { t } = chrome
  if (sites.length === 0) return false
  const sources = [...new Set(sites.map((site) => site.source))]
  return html`<section>
    <h2>${t('oldAddresses.sites')}</h2>
    <p>${t('oldAddresses.sitesHint')}</p>
    <ul class="entries old-sites">
      ${sites.map((site) => siteLine(chrome, site, sources.length > 1))}
    </ul>
    <form method="post" action="${paths.oldSiteAddresses({})}">
      ${textField({ name: 'site', label: t('oldAddresses.addAddress'), value: sent?.site, error: sent?.errors.site, maxLength: 300 })}
      ${
        sources.length > 1
          ? selectField({
              name: 'source',
              label: t('oldAddresses.ofSite'),
              choices: sources.map((source) => ({ value: source, label: nameOf(sites, source) })),
            })
          : html`<input type="hidden" name="source" value="${sources[0]!}" />`
      }
      <button type="submit">${t('oldAddresses.add')}</button>
    </form>
  </section>`
}

function siteLine({ t }: Chrome, site: OldSiteAddress, namesSource: boolean): Html {
  const address = site.host === '' ? t('oldAddresses.noHost') : site.host + site.path
  return html`<li>
    <code>${address}</code> ${namesSource && html`<span class="quiet small">${site.source}</span>`}
    ${
      site.byOwner &&
      html`<form method="post" action="${paths.oldSiteAddresses({})}">
        <input type="hidden" name="remove" value="${site.id}" />
        <button class="link" type="submit" aria-label="${t('oldAddresses.removeOf', { address })}">${t('oldAddresses.remove')}</button>
      </form>`
    }
  </li>`
}

function nameOf(sites: readonly OldSiteAddress[], source: string): string {
  const first = sites.find((site) => site.source === source)!
  return first.host === '' ? source : `${source} (${first.host}${first.path})`
}
