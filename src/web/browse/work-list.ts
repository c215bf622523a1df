import type { Viewer } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import type { Paged } from '../../store/paging.ts'
import { blurb, type BlurbProps } from '../ui/blurb.ts'
import { type Content, html, type Html } from '../ui/html.ts'
import type { Messages } from '../messages/messages.ts'
import { pager } from '../ui/pager.ts'
import { findBlurbs } from './find-blurbs.ts'

export async function findWorkList(db: Db, viewer: Viewer, ids: Paged<number>): Promise<Paged<BlurbProps>> {
  return { ...ids, rows: await findBlurbs(db, viewer, ids.rows) }
}

export interface WorkListOptions {
  linkTo: (page: number) => string
  /** What to say and do where there are none. */
  empty: Content
}

/** Blurbs with their pages. */
export function workList(t: Messages, works: Paged<BlurbProps>, { linkTo, empty }: WorkListOptions): Html {
  return html`${works.total === 0 && html`<p class="empty">${empty}</p>`}
    ${works.total > 0 && works.rows.length === 0 && pastTheEnd(t, linkTo)}
    <div class="works">${works.rows.map((work) => blurb(t, work))}</div>
    ${pager({ t, page: works.page, pageCount: works.pageCount, linkTo })}`
}

export function pastTheEnd(t: Messages, linkTo: (page: number) => string): Html {
  return html`<p class="empty">${t('browse.pastTheEnd')} <a href="${linkTo(1)}">${t('browse.firstPage')}</a></p>`
}
