// How many works of a list each suggestion would leave: what a filter's field offers while somebody types.
import { findHidden } from '../../reading/hiding/find-hidden.ts'
import { parseFilter } from '../../search/filter-address.ts'
import { findLeftOut } from '../../search/find-left-out.ts'
import { NOTHING_HIDDEN, type Question, type Scope } from '../../search/question.ts'
import type { Suggestion } from '../../search/ways/suggest.ts'
import type { Viewer } from '../../people/viewer.ts'
import { findPseud } from '../../people/find-pseud.ts'
import { findOwnShelf, findShelf } from '../../reading/find-shelf.ts'
import { requireMember } from '../middleware/session.ts'
import { shelfQuestion } from '../reading/shelf-list.ts'
import { findTag } from '../../tags/find-tag.ts'
import { findSeries, listSeriesParts, worksOf } from '../../works/find-series.ts'
import { leastAudience } from '../../works/visibility.ts'
import type { Parts } from '../parts.ts'
import { decoded } from '../path.ts'
import type { C } from '../respond.ts'

const LONGEST = 4000

/**
 * Those of the suggested tags that the list at `within` holds, the most frequent first, with exact counts; all of them
 * where no list is named. Throws as the list itself would.
 */
export async function countWithin(c: C, parts: Parts, found: readonly Suggestion[]): Promise<Suggestion[]> {
  const within = (c.req.query('within') ?? '').slice(0, LONGEST)
  if (within === '' || found.length === 0) return [...found]
  const address = URL.parse(within, 'http://archive.invalid')
  if (address === null) return [...found]
  const question = await questionOf(c, parts, address)
  const { filter } = question
  const counts = await parts.finder.countEach(
    found.map(({ id }) => ({ ...question, filter: { ...filter, with: [...filter.with, id] } })),
  )
  return found
    .map((one, index) => ({ ...one, count: counts[index]! }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count)
}

async function questionOf(c: C, { db, now }: Parts, { pathname, searchParams }: URL): Promise<Question> {
  const viewer = c.get('viewer')
  const clock = { now: now(), timeZone: c.get('settings').timezone }
  const shelf = await shelfAt(db, viewer, pathname, searchParams)
  const [scope, { filter }, leftOut, hidden] = await Promise.all([
    shelf?.scope ?? scopeOf(db, viewer, pathname),
    parseFilter(db, searchParams, clock),
    shelf?.isWhole ? [] : findLeftOut(db, viewer),
    shelf?.isWhole ? NOTHING_HIDDEN : findHidden(db, viewer),
  ])
  const from = { from: { page: 1 }, perPage: 1, facets: 0, sort: { by: 'updated', direction: 'down' } } as const
  return { audience: leastAudience(viewer), scope, filter, leftOut, hidden, ...from }
}

const TAG = /^\/browse\/([^/]+)\/([^/]+)$/
const AUTHOR = /^\/authors\/([^/]+)$/
const SERIES = /^\/series\/(\d{1,15})$/
const ALL: Scope = { kind: 'all' }

/** Of lists that begin elsewhere, as with a letter, the whole archive is the nearest. */
async function scopeOf(db: Parts['db'], viewer: Viewer, path: string): Promise<Scope> {
  const [, vocabulary, tag] = TAG.exec(path) ?? []
  if (vocabulary !== undefined && tag !== undefined)
    return { kind: 'tag', tagId: (await findTag(db, decoded(vocabulary), decoded(tag))).id }
  const series = SERIES.exec(path)?.[1]
  if (series !== undefined) return { kind: 'works', ids: await listSeriesWorks(db, viewer, Number(series)) }
  const author = AUTHOR.exec(path)?.[1]
  return author === undefined ? ALL : { kind: 'author', pseudId: (await findPseud(db, decoded(author))).id }
}

async function listSeriesWorks(db: Parts['db'], viewer: Viewer, id: number): Promise<number[]> {
  await findSeries(db, viewer, id)
  return worksOf(await listSeriesParts(db, viewer, id))
}

const SHELF = /^\/(?:account|authors\/([^/]+))\/shelves\/([^/]+)$/

/** Null: it is another list. */
async function shelfAt(db: Parts['db'], viewer: Viewer, path: string, params: URLSearchParams) {
  const [, author, slug] = SHELF.exec(path) ?? []
  if (slug === undefined) return null
  const shelf =
    author === undefined
      ? await findOwnShelf(db, requireMember(viewer), decoded(slug))
      : await findShelf(db, viewer, await findPseud(db, decoded(author)), decoded(slug))
  return (await shelfQuestion(db, viewer, { shelf, isOwner: false, path, params })).question
}
