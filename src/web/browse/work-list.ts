import type { Viewer } from '../../people/viewer.ts'
import type { Db } from '../../store/database.ts'
import type { Paged } from '../../store/paging.ts'
import type { Messages } from '../messages/messages.ts'
import { blurb, type BlurbProps } from '../ui/blurb.ts'
import { html, type Html } from '../ui/html.ts'
import { pager } from '../ui/pager.ts'
import { findBlurbs } from './find-blurbs.ts'

type LinkTo = (page: number) => string

export async function findWorkList(db: Db, viewer: Viewer, ids: Paged<number>): Promise<Paged<BlurbProps>> {
  return { ...ids, rows: await findBlurbs(db, viewer, ids.rows) }
}

/** Blurbs with their pages. Only for a list that has any works. */
export function workList(t: Messages, { rows, page, pageCount }: Paged<BlurbProps>, linkTo: LinkTo): Html {
  return html`${rows.length === 0 && pastTheEnd(t, linkTo)}
    <div class="works">${rows.map((work) => blurb(t, work))}</div>
    ${pager({ t, page, pageCount, linkTo })}`
}

export function pastTheEnd(t: Messages, linkTo: LinkTo): Html {
  return html`<p class="empty">${t('browse.pastTheEnd')} <a href="${linkTo(1)}">${t('browse.firstPage')}</a></p>`
}
