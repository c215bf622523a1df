// How many works of a list each suggestion would leave: what a filter's field offers while somebody types.
import { findHidden } from '../../reading/hiding/find-hidden.ts'
import type { Chosen } from '../../search/chosen.ts'
import { parseFilter } from '../../search/filter-address.ts'
import { findLeftOut } from '../../search/find-left-out.ts'
import { NOTHING_HIDDEN, type Question, type Scope } from '../../search/question.ts'
import type { Suggestion } from '../../search/ways/suggest.ts'
import type { Viewer } from '../../people/viewer.ts'
import { findPseud } from '../../people/find-pseud.ts'
import { findOwnShelf, findShelf } from '../../reading/find-shelf.ts'
import { requireMember } from '../middleware/session.ts'
import { shelfQuestion } from '../reading/shelf-list.ts'
import { parseLetter } from '../../store/letters.ts'
import { findTag } from '../../tags/find-tag.ts'
import { listFilterVocabularies } from '../../tags/list-filter-vocabularies.ts'
import { findSeries, listSeriesParts, worksOf } from '../../works/find-series.ts'
import { leastAudience } from '../../works/visibility.ts'
import { withoutOthers } from '../find/count-others.ts'
import { findText } from '../find/find-text.ts'
import { SHOWN_ONCE } from '../find/hiding.ts'
import type { Parts } from '../parts.ts'
import { decoded } from '../path.ts'
import { paths } from '../paths.ts'
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
  const asked = await questionOf(c, parts, address)
  if (asked === null) return []
  const vocabularies = await listFilterVocabularies(parts.db)
  const counts = await parts.finder.countEach(
    found.map(({ id, vocabulary: slug }) => {
      const own = vocabularies.find((vocabulary) => vocabulary.slug === slug)
      const { filter } = own ? withoutOthers(asked, own) : asked.question
      return { ...asked.question, filter: { ...filter, with: [...filter.with, id] } }
    }),
  )
  return found
    .map((one, index) => ({ ...one, count: counts[index]! }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count)
}

interface Asked {
  question: Question
  chosen: Chosen
}

/** Null: nothing is in that list, whatever is chosen besides. */
async function questionOf(c: C, parts: Parts, { pathname, searchParams }: URL): Promise<Asked | null> {
  const { db, now } = parts
  const viewer = c.get('viewer')
  const clock = { now: now(), timeZone: c.get('settings').timezone }
  const shelf = await shelfAt(db, viewer, pathname, searchParams)
  const [{ scope, isOwn }, parsed] = await Promise.all([
    shelf ? { scope: shelf.scope, isOwn: false } : placeOf(db, viewer, pathname, searchParams),
    parseFilter(db, searchParams, clock),
  ])
  const isShown = (name: string) => shelf?.isWhole || searchParams.get(name) === 'shown'
  const { chosen } = parsed
  const [text, leftOut, hidden] = await Promise.all([
    findText(parts, viewer, { chosen, scope, filter: parsed.filter, clock }),
    isShown('finished') ? [] : findLeftOut(db, viewer),
    isShown(SHOWN_ONCE.name) || isOwn ? NOTHING_HIDDEN : findHidden(db, viewer),
  ])
  if (parsed.isImpossible || text.isImpossible) return null
  const from = { from: { page: 1 }, perPage: 1, facets: 0, sort: { by: 'updated', direction: 'down' } } as const
  const { scope: found, filter } = text
  return { question: { audience: leastAudience(viewer), scope: found, filter, leftOut, hidden, ...from }, chosen }
}

const TAG = /^\/browse\/([^/]+)\/([^/]+)$/
const AUTHOR = /^\/authors\/([^/]+)$/
const SERIES = /^\/series\/(\d{1,15})$/
const ALL: Scope = { kind: 'all' }

/** Of lists that begin elsewhere, as with what is like a work, the whole archive is the nearest. */
async function placeOf(
  db: Parts['db'],
  viewer: Viewer,
  path: string,
  params: URLSearchParams,
): Promise<{ scope: Scope; isOwn: boolean }> {
  const [, vocabulary, tag] = TAG.exec(path) ?? []
  if (vocabulary !== undefined && tag !== undefined) {
    const { id } = await findTag(db, decoded(vocabulary), decoded(tag))
    return { scope: { kind: 'tag', tagId: id }, isOwn: false }
  }
  const series = SERIES.exec(path)?.[1]
  if (series !== undefined)
    return { scope: { kind: 'works', ids: await listWorksOnPage(db, viewer, Number(series)) }, isOwn: false }
  const slug = AUTHOR.exec(path)?.[1]
  if (slug !== undefined) {
    const author = await findPseud(db, decoded(slug))
    const isOwn = viewer.kind === 'member' && viewer.accountId === author.accountId
    return { scope: { kind: 'author', pseudId: author.id }, isOwn }
  }
  const letter = path === paths.browseTitles({}) ? parseLetter(params.get('letter') ?? undefined) : null
  return { scope: letter === null ? ALL : { kind: 'letter', letter }, isOwn: false }
}

/** Just those that the page of the series lists. */
async function listWorksOnPage(db: Parts['db'], viewer: Viewer, id: number): Promise<number[]> {
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
