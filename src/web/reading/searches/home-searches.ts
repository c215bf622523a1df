import type { Member, Viewer } from '../../../people/viewer.ts'
import { listSearches } from '../../../reading/searches/find-search.ts'
import type { Parts } from '../../parts.ts'
import { paths } from '../../paths.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Chrome } from '../../ui/layout.ts'
import { countNew, readSearches } from './read-searches.ts'
import { newMark } from './searches-page.ts'

const ON_HOME = 8

export interface HomeSearch {
  id: number
  name: string
  newCount: number
  /** Something of it is not there any more. */
  isBroken: boolean
}

/** The first of a member's searches, with what is new; one query where there are none. */
export async function findHomeSearches(
  parts: Pick<Parts, 'db' | 'finder' | 'textSearch' | 'now'>,
  viewer: Viewer,
  timeZone: string,
): Promise<HomeSearch[]> {
  if (viewer.kind === 'guest') return []
  const searches = await listSearches(parts.db, viewer, ON_HOME)
  return searches.length === 0 ? [] : withNews(parts, viewer, { searches, timeZone })
}

async function withNews(
  parts: Pick<Parts, 'db' | 'finder' | 'textSearch' | 'now'>,
  member: Member,
  { searches, timeZone }: { searches: Awaited<ReturnType<typeof listSearches>>; timeZone: string },
): Promise<HomeSearch[]> {
  const clock = { now: parts.now(), timeZone }
  const read = await readSearches(parts, member, searches, clock)
  const counts = await countNew(parts, member, read, clock)
  return read.map(({ id, name, gone, isLost }) => ({
    id,
    name,
    newCount: counts.get(id) ?? 0,
    isBroken: isLost || gone.length > 0,
  }))
}

export function homeSearches(chrome: Chrome, searches: readonly HomeSearch[]): Html | false {
  const { t } = chrome
  return (
    searches.length > 0 &&
    html`<section class="home-searches">
      <h2>${t('searches.title')}</h2>
      <ul>
        ${searches.map(
          ({ id, name, newCount, isBroken }) =>
            html`<li>
              <a href="${paths.savedSearch({ search: id })}" dir="auto">${name}</a> ${newMark(chrome, newCount)}
              ${isBroken && html`<a class="quiet small" href="${paths.savedSearches({})}#search-${id}">${t('searches.broken')}</a>`}
            </li>`,
        )}
      </ul>
      <p><a href="${paths.savedSearches({})}">${t('searches.all')}</a></p>
    </section>`
  )
}
