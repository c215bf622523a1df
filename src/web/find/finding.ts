// A list of works with its panel: total, what is chosen, the works, the pages.
import type { FeedFormat } from '../../export/feed/feed.ts'
import { findKnownTags, type KnownTags } from '../../tags/known-tags.ts'
import { NOTHING_CHOSEN } from '../../search/chosen.ts'
import type { Excerpt } from '../../search/texts/find-excerpts.ts'
import type { Parts } from '../parts.ts'
import { findBlurbs } from '../browse/find-blurbs.ts'
import type { C } from '../respond.ts'
import { hotPage, page } from '../respond.ts'
import { feedLine, narrowedFeedLine } from '../feeds/feed-links.ts'
import { paths } from '../paths.ts'
import { filteredAddresses, paramsOfList } from '../reading/searches/search-of-list.ts'
import { blurb, type BlurbProps } from '../ui/blurb.ts'
import { type Content, html, type Html } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'
import { chips } from './chips.ts'
import { excerptOf } from './excerpt.ts'
import { hiddenLine } from './hidden-line.ts'
import { withReasons } from './hiding.ts'
import { type FoundList, isMistake } from './find-list.ts'
import { type Extra, listAddress } from './list-address.ts'
import { listPager } from './list-pager.ts'
import { panel } from './panel.ts'
import { troublesOf } from './troubles.ts'

export interface Finding {
  list: FoundList
  /** In the order of `list.ids`. */
  works: readonly BlurbProps[]
  tags: KnownTags
  /** By work; null where no words are looked for. */
  excerpts: ReadonlyMap<number, Excerpt> | null
}

/** Everything that `findingRoom` shows. */
export async function fillList(
  c: C,
  { db, textSearch }: Pick<Parts, 'db' | 'textSearch'>,
  list: FoundList,
): Promise<Finding> {
  const viewer = c.get('viewer')
  const shown = [list.facets, ...list.others.map(({ facets }) => facets)].flatMap((facets) =>
    [...(facets?.tags.values() ?? [])].flat().map(({ tagId }) => tagId),
  )
  const [works, tags, excerpts] = await Promise.all([
    findBlurbs(db, viewer, list.ids),
    findKnownTags(db, shown),
    list.text.words && textSearch.findExcerpts(viewer, list.ids, list.text.words, list.chosen.textIn),
  ])
  return { list, works: await withReasons(db, viewer, works, list.hidden), tags, excerpts }
}

export interface RoomOptions {
  /** What to say and do where there is nothing even without a filter; false: nothing. */
  empty: Content
  /** The same where nothing is left of a list that is narrowed. */
  none?: Content
  /** In the place of plain blurbs. */
  entries?: Html | null
  /** Below the list. */
  foot?: Content
  /** Of the whole list. */
  feed?: Record<FeedFormat, string>
}

export function findingRoom(chrome: Chrome, finding: Finding, { empty, none, entries, foot, feed }: RoomOptions): Html {
  const { t } = chrome
  const { list, works, tags } = finding
  const { address, chosen, total } = list
  const whole = listAddress(address, { ...NOTHING_CHOSEN, sort: chosen.sort })
  const isEmpty = total === 0 && list.leftOutCount === 0 && list.hidden.count === 0
  const hasPanel = !isEmpty || list.isFiltered || list.troubles.size > 0 || list.problems.length > 0
  return html`<div class="finding">
    ${hasPanel && panel(chrome, { list, tags })}
    <div class="found">
      ${total > 0 && html`<h2 class="total">${t('browse.worksTotal', { count: total })}</h2>`}
      ${chips(t, { chosen, linkTo: (chosen) => listAddress(address, chosen), whole })} ${saveSearch(chrome, list)} ${troublesOf(t, list)}
      ${total === 0 && (list.isFiltered || list.problems.length > 0 ? noneLeft(chrome, whole, none) : isEmpty && empty !== false && html`<p class="empty">${empty}</p>`)}
      ${leftOutLine(chrome, list)} ${hiddenLine(t, list.hidden, chrome.here)}
      ${total > 0 && works.length === 0 && html`<p class="empty">${t('browse.pastTheEnd')} <a href="${listAddress(address, chosen)}">${t('browse.firstPage')}</a></p>`}
      ${entries ?? html`<div class="works">${works.map((work) => foundWork(chrome, finding, work))}</div>`} ${listPager(t, list)} ${foot} ${followLine(chrome, list, feed)}
    </div>
  </div>`
}

/** With the place in its text where the words stand. */
export function foundWork({ t }: Chrome, { excerpts }: Finding, work: BlurbProps): Html {
  const excerpt = excerpts?.get(work.id)
  return excerpt ? html`<div>${blurb(t, work)} ${excerptOf(t, work.id, excerpt)}</div>` : blurb(t, work)
}

function saveSearch({ t, viewer }: Chrome, found: FoundList): Html | false {
  const list = savedAddress(found)
  return (
    viewer.kind === 'member' &&
    list !== null &&
    html`<p class="save-search"><a href="${paths.saveSearch({}, { list })}" rel="nofollow">${t('searches.saveThis')}</a></p>`
  )
}

/** Whoever narrows a list may follow what is left of it, unless what is looked for can never be found. */
function followLine(chrome: Chrome, found: FoundList, whole: RoomOptions['feed']): Html | false {
  const list = found.text.isImpossible ? null : narrowedAddress(found)
  const params = list === null ? null : paramsOfList(list)
  const narrowed = params === null ? null : filteredAddresses(params.toString())
  if (narrowed === null) return whole !== undefined && feedLine(chrome, whole)
  return whole ? narrowedFeedLine(chrome, narrowed, whole) : feedLine(chrome, narrowed, 'feeds.followFiltered')
}

/** A series or a shelf is saved as what it is. */
function savedAddress(found: FoundList): string | null {
  const { isFiltered, address, chosen, problems, given } = found
  if (given !== 'series' && given !== 'shelf') return narrowedAddress(found)
  return isFiltered && problems.length === 0 ? listAddress(address, chosen) : null
}

/** Of lists that are all works narrowed down; null: this one is something of its own. */
function narrowedAddress({ isFiltered, scope, address, chosen, problems }: FoundList): string | null {
  if (!isFiltered || scope.kind === 'works' || scope.kind === 'letter' || problems.length > 0) return null
  return listAddress({ path: address.path, kept: {} }, chosen)
}

/** A filter that is not understood is answered as a form that is not. */
export function sendFinding(c: C, content: Html, { problems, troubles, text }: FoundList): Response {
  // There will be more to find though nobody changes anything.
  if (text.isCutOff || text.waiting > 0) c.set('keepAnswer', undefined)
  return problems.some(isMistake) || troubles.size > 0 ? page(c, content, 422) : hotPage(c, content)
}

function noneLeft({ t }: Chrome, whole: string, none: Content | undefined): Html {
  if (none !== undefined) return html`<p class="empty">${none}</p>`
  return html`<p class="empty">
    ${t('find.none')}
    ${t.rich('find.noneTry', { all: html`<a href="${whole}" rel="nofollow">${t('find.showAll')}</a>` })}
  </p>`
}

function leftOutLine({ t }: Chrome, list: FoundList): Html | false {
  const { leftOutCount, areLeftOutShown } = list
  if (areLeftOutShown)
    return html`<p class="quiet left-out">${t('browse.leftOutShown')} <a href="${turned(list, { finished: null })}" rel="nofollow">${t('browse.leaveOut')}</a></p>`
  return (
    leftOutCount > 0 &&
    html`<p class="quiet left-out">${t('browse.leftOut', { count: leftOutCount })} <a href="${turned(list, { finished: 'shown' })}" rel="nofollow">${t('browse.showLeftOut')}</a></p>`
  )
}

function turned({ address, chosen }: FoundList, kept: Extra): string {
  return listAddress({ ...address, kept: { ...address.kept, ...kept } }, chosen)
}
