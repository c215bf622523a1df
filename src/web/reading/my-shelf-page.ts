import type { OwnShelf } from '../../reading/list-shelves.ts'
import { booksOf } from '../find/list-address.ts'
import type { Member } from '../../people/viewer.ts'
import { isEmptyShelf } from '../../reading/list-bookmarks.ts'
import { keepOffline } from '../offline/keep-offline.ts'
import { bundleLink } from '../bundles/bundle-link.ts'
import { paths } from '../paths.ts'
import { doneNotice } from '../ui/done.ts'
import { html, type Html } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { shelfName } from '../ui/shelf-control.ts'
import { arrangeForm } from './arrange-form.ts'
import type { ShelfContent } from './find-shelf-content.ts'
import { ownEntries } from './shelf-entries.ts'
import { exportLinks, shelfBody } from './shelf-page.ts'

export interface MyShelfProps extends ShelfContent {
  member: Member
  /** To move works to. */
  others: ReadonlyArray<Pick<OwnShelf, 'slug' | 'kind' | 'name'>>
  /** The word in the address that tells what was just done. */
  done: string | undefined
  /** With how many works something was just done. */
  count: number | null
}

const NOTICES = { saved: 'shelves.saved', removed: 'shelves.removed', made: 'shelves.made' } as const

/** A shelf as its owner keeps it: with what is gone, too. */
export function myShelfPage(chrome: Chrome, props: MyShelfProps): Html {
  const { t } = chrome
  const { shelf, counts, shown } = props
  const works = shown.kind === 'works' ? shown : null
  const notice = doneNotice(NOTICES, props.done)
  const hint = t(shelf.kind === 'favourites' ? 'shelves.emptyFavourites' : 'shelves.emptyOwn')
  const mayArrange = works !== null && !works.view.asCovers && works.bookmarks.length > 0
  return layout(
    chrome,
    { title: shelfName(t, shelf), unlisted: true, shape: 'wide' },
    html`<p class="crumbs"><a href="${paths.myShelves({})}">${t('shelves.mine')}</a></p>
      <h1 dir="auto">${shelfName(t, shelf)}</h1>
      ${notice && html`<p class="notice good" role="status">${t(notice)}</p>`}
      ${props.done === 'arranged' && html`<p class="notice good" role="status">${t('shelves.arranged', { count: props.count ?? 0 })}</p>`}
      ${props.done === 'nothing' && html`<p class="notice" role="status">${t('shelves.nothingTicked')}</p>`}
      ${whoSees(chrome, props)} ${counts.works > 0 && keepOffline(chrome, { shelf: shelf.slug })}
      ${shelfBody(chrome, props, {
        path: paths.myShelf({ shelf: shelf.slug }),
        empty: html`${hint} <a href="${paths.browse({})}">${t('shelves.findSome')}</a>`,
        entriesOf: (entries) => ownEntries(chrome, entries),
        foot: mayArrange && arrangeForm(chrome, { shelf, works, others: props.others }),
      })}
      ${works && works.finding.list.total > 0 && bundleLink(chrome, booksOf(works.finding.list, paths.myShelfBooks({ shelf: shelf.slug })))}
      ${!isEmptyShelf(counts) && exportLinks(chrome, paths.myShelfCsv({ shelf: shelf.slug }), paths.myShelfJson({ shelf: shelf.slug }))}`,
  )
}

function whoSees({ t }: Chrome, { shelf, member }: MyShelfProps): Html {
  const { isPublic, slug } = shelf
  return html`<p class="tools">
    <span>${t(isPublic ? 'shelves.isPublic' : 'shelves.isPrivate')}</span>
    ${isPublic && shelf.id > 0 && html`<a href="${paths.shelf({ slug: member.slug, shelf: slug })}">${t('shelves.public')}</a>`}
    <a href="${paths.editShelf({ shelf: slug })}">${t('shelves.settings')}</a>
  </p>`
}
