import { type Chrome, layout } from '../ui/layout.ts'
import { paths } from '../paths.ts'
import { html, type Html } from '../ui/html.ts'
import { type BundleFormat, MOST_WORDS_AS_ONE, ONE_BOOK_LABELS, ZIP_FORMATS } from './formats.ts'
import type { Gathering, Query } from './places.ts'
import { MOST_LISTED, type Plan } from './plan.ts'

export interface BundleProps {
  gathering: Gathering
  plan: Plan
  /** When this member took it along last, and how many works have changed since; null: never, or a guest. */
  last: { takenAt: number; changedCount: number } | null
}

/** What a list comes to as books, before any of it is made. */
export function bundlePage(chrome: Chrome, props: BundleProps): Html {
  const { t } = chrome
  const { gathering, plan } = props
  const title = t('bundles.title', { name: gathering.title })
  const words = t('reading.wordCount', { count: plan.wordCount })
  return layout(
    chrome,
    { title, unlisted: true, shape: 'narrow' },
    html`<p class="crumbs"><a href="${gathering.home}" dir="auto">${gathering.title}</a></p>
      <h1>${t.rich('bundles.title', { name: html`<span dir="auto">${gathering.title}</span>` })}</h1>
      ${plan.since !== null && html`<p class="notice">${t('bundles.isSince', { date: t.dateTime(plan.since) })} <a href="${gathering.books()}">${t('bundles.everything')}</a></p>`}
      <p>${t('bundles.count', { count: plan.works.length, words })}</p>
      ${plan.waitingCount > 0 && html`<p>${t('bundles.waiting', { count: plan.waitingCount })} <a href="${gathering.home}" dir="auto">${gathering.title}</a></p>`}
      ${plan.withheldCount > 0 && html`<p>${t('bundles.withheld', { count: plan.withheldCount })}</p>`}
      ${gathering.workIds.length >= MOST_LISTED && html`<p>${t('bundles.mostListed', { count: MOST_LISTED })}</p>`}
      ${volumes(chrome, props)} ${plan.works.length > 0 && files(chrome, props)}
      ${(plan.works.length > 0 || plan.since !== null) && changes(chrome, props)}`,
  )
}

function queryOf({ since, volume }: Pick<Plan, 'since' | 'volume'>): Query {
  return { since: since === null ? null : new Date(since).toISOString(), volume: volume === 1 ? null : volume }
}

function volumes({ t }: Chrome, { gathering, plan }: BundleProps): Html | false {
  if (plan.volumeCount === 1) return false
  const numbers = Array.from({ length: plan.volumeCount }, (_, index) => index + 1)
  const link = (volume: number) => gathering.books(queryOf({ ...plan, volume }))
  return html`<p>${t('bundles.volumes', { volume: plan.volume, count: plan.volumeCount })}</p>
    <ul class="tools">
      ${numbers.map((volume) =>
        volume === plan.volume
          ? html`<li><strong aria-current="page">${t('bundles.volume', { volume })}</strong></li>`
          : html`<li><a href="${link(volume)}">${t('bundles.volume', { volume })}</a></li>`,
      )}
    </ul>`
}

function files({ t, makes }: Chrome, { gathering, plan }: BundleProps): Html {
  const link = (format: BundleFormat, more: Query = {}) => gathering.bundle(format, { ...queryOf(plan), ...more })
  const asOne = (['epub', 'html', 'pdf'] as const).filter((format) => format !== 'pdf' || makes.pdf)
  return html`<h2>${t('bundles.asOne')}</h2>
    ${
      plan.wordCount > MOST_WORDS_AS_ONE
        ? html`<p>${t('bundles.tooLong')}</p>`
        : html`<ul class="tools">
            ${asOne.map((format) => html`<li><a href="${link(format)}" rel="nofollow"${format !== 'pdf' && html` data-making`}>${t(ONE_BOOK_LABELS[format])}</a></li>`)}
          </ul>`
    }
    <h2>${t('bundles.asZip')}</h2>
    <ul class="tools">
      ${ZIP_FORMATS.map(({ ending, label }) => html`<li><a href="${link('zip', { of: ending === 'epub' ? null : ending })}" rel="nofollow" data-making>${t('bundles.zipOf', { format: t(label) })}</a></li>`)}
    </ul>
    <div class="making" data-ask="${paths.bundleMaking({})}" role="status" hidden>
      <progress aria-label="${t('bundles.begun')}"></progress> <span>${t('bundles.begun')}</span>
    </div>`
}

function changes({ t }: Chrome, { gathering, last }: BundleProps): Html {
  const since = last && new Date(last.takenAt).toISOString()
  return html`<h2>${t('bundles.sinceTitle')}</h2>
    ${
      last &&
      html`<p>
        ${t('bundles.sinceLast', { date: t.dateTime(last.takenAt), count: last.changedCount })}
        ${last.changedCount > 0 && html`<a href="${gathering.books({ since })}">${t('bundles.onlySinceLast')}</a>`}
      </p>`
    }
    <form method="get" action="${gathering.books().split('?')[0]!}" class="search-line">
      ${[...new URLSearchParams(gathering.books().split('?')[1])].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      <label for="since">${t('bundles.since')}</label>
      <input id="since" name="since" type="date" required />
      <button type="submit" class="quiet">${t('bundles.showSince')}</button>
    </form>`
}
