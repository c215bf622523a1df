import type { Viewer } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import type { Paged } from '../../store/paging.ts'
import { type LeftOut, leftOutBy } from '../../works/left-out.ts'
import type { Messages } from '../messages/messages.ts'
import type { C } from '../respond.ts'
import { blurb, type BlurbProps } from '../ui/blurb.ts'
import { type Content, html, type Html } from '../ui/html.ts'
import { pager } from '../ui/pager.ts'
import { findBlurbs } from './find-blurbs.ts'

export interface WorkList extends Paged<BlurbProps> {
  /** How many the viewer leaves out, see works/left-out.ts; absent: this list holds everything. */
  leftOutCount?: number
  /** The viewer leaves some out, but wants to see them this time. */
  isShownOnce?: boolean
}

const SHOWN_ONCE = 'finished=shown'

export interface LeavingOut {
  leftOut: LeftOut
  isShownOnce: boolean
}

/** What a list leaves out: as the viewer prefers, unless the address says that it is shown this time. */
export function leavingOut(c: C): LeavingOut {
  const leftOut = leftOutBy(c.get('viewer'))
  const isShownOnce = leftOut !== 'nothing' && c.req.query('finished') === 'shown'
  return { leftOut: isShownOnce ? 'nothing' : leftOut, isShownOnce }
}

export async function findWorkList(
  db: Db,
  viewer: Viewer,
  ids: Paged<number> & { leftOutCount?: number },
  { isShownOnce } = { isShownOnce: false },
): Promise<WorkList> {
  return { ...ids, rows: await findBlurbs(db, viewer, ids.rows), isShownOnce }
}

export interface WorkListOptions {
  linkTo: (page: number) => string
  /** What to say and do where there are none. */
  empty: Content
}

/** Blurbs with their pages, and what is left out of them. */
export function workList(t: Messages, works: WorkList, { linkTo, empty }: WorkListOptions): Html {
  const pageLink = works.isShownOnce ? (page: number) => shownOnce(linkTo(page)) : linkTo
  const isEmpty = works.total === 0 && !works.leftOutCount
  return html`${isEmpty && html`<p class="empty">${empty}</p>`} ${leftOutLine(t, works, linkTo(1))}
    ${works.total > 0 && works.rows.length === 0 && pastTheEnd(t, pageLink)}
    <div class="works">${works.rows.map((work) => blurb(t, work))}</div>
    ${pager({ t, page: works.page, pageCount: works.pageCount, linkTo: pageLink })}`
}

function leftOutLine(t: Messages, { leftOutCount = 0, isShownOnce }: WorkList, first: string): Html | false {
  if (isShownOnce)
    return html`<p class="quiet left-out">${t('browse.leftOutShown')} <a href="${first}" rel="nofollow">${t('browse.leaveOut')}</a></p>`
  return (
    leftOutCount > 0 &&
    html`<p class="quiet left-out">${t('browse.leftOut', { count: leftOutCount })} <a href="${shownOnce(first)}" rel="nofollow">${t('browse.showLeftOut')}</a></p>`
  )
}

function shownOnce(address: string): string {
  return `${address}${address.includes('?') ? '&' : '?'}${SHOWN_ONCE}`
}

export function pastTheEnd(t: Messages, linkTo: (page: number) => string): Html {
  return html`<p class="empty">${t('browse.pastTheEnd')} <a href="${linkTo(1)}">${t('browse.firstPage')}</a></p>`
}
