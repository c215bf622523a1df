import type { findPseud } from '../../people/find-pseud.ts'
import type { ProfileField } from '../../people/profile-fields.ts'
import type { Reader } from '../../reading/find-reader.ts'
import type { ShownShelf } from '../../reading/list-shelves.ts'
import { addressesOf, alternates } from '../feeds/feed-links.ts'
import { bundleLink } from '../bundles/bundle-link.ts'
import { feeds, paths } from '../paths.ts'
import { profileList } from '../people/profile-parts.ts'
import { keepButtons } from '../reading/keep-buttons.ts'
import { hideOffer } from '../find/hide-offer.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import { type Chrome, layout } from '../ui/layout.ts'
import { shelfName } from '../ui/shelf-control.ts'
import { day } from '../ui/time.ts'
import { booksOf } from '../find/list-address.ts'
import { type Finding, findingRoom } from '../find/finding.ts'
import type { CountedSeries } from './count-for-viewer.ts'
import { seriesEntries } from './lists.ts'

export interface AuthorProps {
  author: Awaited<ReturnType<typeof findPseud>>
  finding: Finding
  series: readonly CountedSeries[]
  profile: readonly ProfileField[]
  /** Theirs on which the viewer finds anything. */
  shelves: readonly ShownShelf[]
  /** Null for guests. */
  reader: Reader | null
}

export function authorPage(chrome: Chrome, props: AuthorProps): Html {
  const { t, viewer } = chrome
  const { author, finding, series, profile, shelves, reader } = props
  const { page, total, isFiltered } = finding.list
  const isOwn = viewer.kind === 'member' && viewer.accountId === author.accountId
  const ways = addressesOf(feeds.author, { slug: author.slug })
  return layout(
    chrome,
    { title: author.name, alternates: alternates(author.name, ways), shape: 'wide', unlisted: isFiltered },
    html`<header class="author-head">
        <h1 dir="auto">${author.name}</h1>
        <p class="quiet">${t.rich('author.joined', { date: day(t, author.joinedAt) })}</p>
        ${isOwn && html`<p><a href="${paths.accountPseuds({})}">${t('author.edit')}</a></p>`}
      </header>
      ${author.state === 'unclaimed' && notHereYet(chrome, author.slug)}
      ${reader && !isOwn && keep(chrome, author.slug, reader)}
      ${reader && !isOwn && hideOffer(t, { kind: 'author', ...author }, finding.list)}
      ${shelves.length > 0 && shelfLinks(chrome, author.slug, shelves)}
      ${profileList(profile)} ${author.bioHtml !== '' && html`<div class="prose bio">${trusted(author.bioHtml)}</div>`}
      ${
        series.length > 0 &&
        page === 1 &&
        !isFiltered &&
        html`<h2>${t('author.series')}</h2>
          ${seriesEntries(
            chrome,
            series.map((line) => ({ ...line, author: null })),
          )}`
      }
      ${findingRoom(chrome, finding, {
        empty: t('author.noWorks', { name: author.name }),
        foot: html`${total > 0 && bundleLink(chrome, booksOf(finding.list, paths.authorBooks({ slug: author.slug })))}`,
        feed: ways,
      })}`,
  )
}

function shelfLinks({ t }: Chrome, slug: string, shelves: readonly ShownShelf[]): Html {
  return html`<p class="author-shelves">
    ${t('shelves.ofAuthor')}
    ${shelves.map(
      (shelf, index) =>
        html`${index > 0 && ', '}<a href="${paths.shelf({ slug, shelf: shelf.slug })}" dir="auto">${shelfName(t, shelf)}</a>`,
    )}
  </p>`
}

function notHereYet({ t }: Chrome, slug: string): Html {
  const claim = html`<a href="${paths.claimAuthor({ slug })}" rel="nofollow">${t('claims.claim')}</a>`
  return html`<p class="notice">${t.rich('claims.notHereYet', { claim })}</p>`
}

function keep(chrome: Chrome, slug: string, reader: Reader): Html {
  const [bookmarkPath, followPath] = [paths.authorBookmark({ slug }), paths.authorSubscription({ slug })]
  return keepButtons(chrome, { reader, bookmarkPath, followPath })
}
