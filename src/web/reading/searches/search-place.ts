// The list that a saved search narrows, where that is a series or a shelf and not all works. It is kept by number: names
// and addresses may change.
import { Refusal } from '../../../errors.ts'
import { findPseud } from '../../../people/find-pseud.ts'
import type { Viewer } from '../../../people/viewer.ts'
import { findOwnShelf, findShelf, findShelfById } from '../../../reading/find-shelf.ts'
import { canChangeShelf } from '../../../reading/permissions.ts'
import { formatShelfView, parseShelfView, type ShelfView } from '../../../reading/shelf-view.ts'
import type { Scope } from '../../../search/question.ts'
import type { Db } from '../../../store/database.ts'
import { findSeries, listSeriesParts, worksOf } from '../../../works/find-series.ts'
import type { ListAddress } from '../../find/list-address.ts'
import { parseId } from '../../forms.ts'
import { decoded } from '../../path.ts'
import { paths } from '../../paths.ts'
import { shelfQuestion } from '../shelf-list.ts'

export interface SearchPlace {
  name: string
  /** What else the shelf is narrowed by; null: a series. */
  view: ShelfView | null
  address: ListAddress
  scope: Scope
  /** The viewer's own shelf, from which nothing is hidden or left out. */
  isWhole: boolean
}

const SERIES = /^\/series\/(\d{1,15})$/
const SHELF = /^\/(?:account|authors\/([^/]+))\/shelves\/([^/]+)$/

/** What is kept of the address of a series or shelf; null: it is neither. Refuses with not_found what is not there. */
export async function placeOfPath(db: Db, viewer: Viewer, path: string): Promise<[name: string, id: number] | null> {
  const series = SERIES.exec(path)?.[1]
  if (series !== undefined) return ['series', (await findSeries(db, viewer, Number(series))).id]
  const [, author, slug] = SHELF.exec(path) ?? []
  if (slug === undefined) return null
  if (author !== undefined)
    return ['shelf', (await findShelf(db, viewer, await findPseud(db, decoded(author)), decoded(slug))).id]
  return viewer.kind === 'member' ? ['shelf', (await findOwnShelf(db, viewer, decoded(slug))).id] : null
}

/** In its one form; empty: all works. */
export function writePlace(params: URLSearchParams): string {
  const [series, shelf] = [parseId(params.get('series') ?? ''), parseId(params.get('shelf') ?? '')]
  if (series !== null) return `series=${series}`
  if (shelf === null) return ''
  const { find, unread } = formatShelfView(viewIn(params))
  const narrowed = [find !== null && `find=${encodeURIComponent(find)}`, unread !== null && `unread=${unread}`]
  return [`shelf=${shelf}`, ...narrowed.filter((part) => part !== false)].join('&')
}

/** Null: all works. `gone`: it is not there any more, or not for this viewer. */
export async function findPlace(db: Db, viewer: Viewer, params: URLSearchParams): Promise<SearchPlace | 'gone' | null> {
  const [series, shelf] = [parseId(params.get('series') ?? ''), parseId(params.get('shelf') ?? '')]
  try {
    if (series !== null) return await seriesPlace(db, viewer, series)
    return shelf === null ? null : await shelfPlace(db, viewer, shelf, params)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not_found') return 'gone'
    throw error
  }
}

async function seriesPlace(db: Db, viewer: Viewer, id: number): Promise<SearchPlace> {
  const { title } = await findSeries(db, viewer, id)
  const ids = worksOf(await listSeriesParts(db, viewer, id))
  return {
    name: title,
    view: null,
    address: { path: paths.series({ series: id }), kept: {} },
    scope: { kind: 'works', ids },
    isWhole: false,
  }
}

async function shelfPlace(db: Db, viewer: Viewer, id: number, params: URLSearchParams): Promise<SearchPlace> {
  const { author, ...shelf } = await findShelfById(db, viewer, id)
  const isOwner = canChangeShelf(viewer, shelf)
  const path = isOwner ? paths.myShelf({ shelf: shelf.slug }) : paths.shelf({ slug: author, shelf: shelf.slug })
  const { question } = await shelfQuestion(db, viewer, { shelf, isOwner: false, path, params })
  return {
    name: shelf.name,
    view: viewIn(params),
    address: question.address,
    scope: question.scope,
    isWhole: question.isWhole === true,
  }
}

function viewIn(params: URLSearchParams): ShelfView {
  return parseShelfView((name) => params.get(name) ?? undefined)
}
