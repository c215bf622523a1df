// What stands on a shelf, a work with its blurb, everything else by its title; for others and for the shelf's owner.
import { COVER_HEIGHT, COVER_WIDTH } from '../../export/cover/draw-cover.ts'
import type { Bookmark } from '../../reading/list-bookmarks.ts'
import type { BookmarkKind } from '../../reading/shelf.ts'
import { type Finding, foundWork } from '../find/finding.ts'
import { paths } from '../paths.ts'
import type { BlurbProps } from '../ui/blurb.ts'
import { byline } from '../ui/byline.ts'
import { html, type Html, trusted } from '../ui/html.ts'
import type { Chrome } from '../ui/layout.ts'
import { languageOf } from '../ui/prose.ts'
import { SHELVE_FORM } from '../ui/shelve-form.ts'

export interface EntriesProps {
  kind: BookmarkKind
  bookmarks: readonly Bookmark[]
  /** Null for series and authors. */
  finding: Finding | null
}

export function shelfEntries(chrome: Chrome, { bookmarks, kind, finding }: EntriesProps): Html {
  const works = worksIn(finding)
  return html`<div class="works shelf">
    ${bookmarks.map(
      (bookmark) =>
        html`<div class="bookmark">${shown(chrome, bookmark, kind, works)} ${noteOf(chrome, bookmark)}</div>`,
    )}
  </div>`
}

/** As they would stand on a shelf with their fronts to the reader; what cannot be read has its title alone. */
export function coverGrid({ t }: Chrome, { bookmarks, finding }: EntriesProps): Html {
  const works = worksIn(finding)
  return html`<ul class="covers">
    ${bookmarks.map(({ title, standing, workId }) => {
      const work = standing === 'here' ? works.get(workId ?? 0)?.work : undefined
      if (!work)
        return html`<li>
          <p class="no-cover" dir="auto">${title}</p>
          <p class="quiet small">${standing !== 'here' && t(STANDINGS[standing])}</p>
        </li>`
      const place = { work: work.id }
      return html`<li>
        <a href="${paths.work(place)}">
          <img src="${paths.workCover(place)}" alt="" width="${COVER_WIDTH}" height="${COVER_HEIGHT}" loading="lazy" />
          <span ${languageOf(work.language)}>${work.title}</span>
        </a>
        <p class="quiet small">${byline(t, work.creators)}</p>
      </li>`
    })}
  </ul>`
}

export const ARRANGE_FORM = 'arrange'

const STANDINGS = { gone: 'shelves.gone', closed: 'shelves.closed' } as const

/** With a box to tick for works, the note, and a button that takes it off. */
export function ownEntries(chrome: Chrome, { bookmarks, kind, finding }: EntriesProps): Html {
  const { t } = chrome
  const works = worksIn(finding)
  return html`<div class="works shelf">
    ${bookmarks.map(
      (bookmark) =>
        html`<div class="bookmark own" id="bookmark-${bookmark.id}">
          ${kind === 'works' && tick(chrome, bookmark)}
          <div>
            ${shown(chrome, bookmark, kind, works)}
            ${bookmark.standing !== 'here' && html`<p class="quiet small">${t(STANDINGS[bookmark.standing])}</p>`}
            ${noteOf(chrome, bookmark)} ${tools(chrome, bookmark)}
          </div>
        </div>`,
    )}
  </div>`
}

function tick({ t }: Chrome, { id, title }: Bookmark): Html {
  return html`<label class="tick">
    <input type="checkbox" name="bookmark" value="${id}" form="${ARRANGE_FORM}" aria-label="${t('shelves.tick', { title })}" />
    <input type="hidden" name="shown" value="${id}" form="${ARRANGE_FORM}" />
  </label>`
}

function tools({ t }: Chrome, { id, title }: Bookmark): Html {
  const place = { bookmark: id }
  return html`<p class="tools small">
    <a href="${paths.bookmark(place)}" aria-label="${t('shelves.editNote', { title })}">${t('shelves.writeNote')}</a>
    <button
      class="link"
      form="${SHELVE_FORM}"
      formaction="${paths.removeBookmark(place)}"
      aria-label="${t('shelves.removeFull', { title })}"
    >
      ${t('shelves.remove')}
    </button>
  </p>`
}

type Works = ReadonlyMap<number, { work: BlurbProps; finding: Finding }>

function worksIn(finding: Finding | null): Works {
  return new Map(finding ? finding.works.map((work) => [work.id, { work, finding }]) : [])
}

function shown(chrome: Chrome, bookmark: Bookmark, kind: BookmarkKind, works: Works): Html {
  const found = works.get(bookmark.workId ?? 0)
  return found ? foundWork(chrome, found.finding, found.work) : lineOf(chrome, bookmark, kind)
}

/** A series or an author, by the title alone; what cannot be read has no address. */
export function lineOf(chrome: Chrome, bookmark: Bookmark, kind: BookmarkKind): Html {
  const address = bookmark.standing === 'here' ? addressOf(bookmark) : null
  const title = address
    ? html`<a href="${address}" dir="auto">${bookmark.title}</a>`
    : html`<span dir="auto">${bookmark.title}</span>`
  return html`<h3 class="blurb-title">${title} ${kind === 'series' && bookmark.author && byline(chrome.t, [bookmark.author])}</h3>`
}

export function addressOf({ workId, seriesId, author }: Bookmark): string | null {
  if (workId !== null) return paths.work({ work: workId })
  if (seriesId !== null) return paths.series({ series: seriesId })
  return author && paths.author({ slug: author.slug })
}

function noteOf({ t }: Chrome, { noteHtml, noteIsPublic }: Bookmark): Html | false {
  if (noteHtml === '') return false
  const label = t(noteIsPublic ? 'shelves.note' : 'shelves.notePrivate')
  return html`<div class="bookmark-note">
    <p class="${noteIsPublic ? 'visually-hidden' : 'quiet small'}">${label}</p>
    ${trusted(`<div class="prose" dir="auto">${noteHtml}</div>`)}
  </div>`
}
