// Navigation feeds: the start, and lists of lists.
import type { CatalogueKind, NavigationEntry } from '../../export/opds/catalogue.ts'
import { notFound } from '../../errors.ts'
import type { Member } from '../../people/viewer.ts'
import { listShelvesOfWorks } from '../../reading/list-catalogue-shelf.ts'
import { type Letter, parseLetter } from '../../store/letters.ts'
import type { Paged } from '../../store/paging.ts'
import { findLastUpdate } from '../../works/find-last-update.ts'
import { listLetters } from '../../works/list-letters.ts'
import { listAuthors } from '../../works/list-authors.ts'
import { listSeries } from '../../works/list-series.ts'
import { listVocabularySizes } from '../../works/list-vocabulary-sizes.ts'
import { listFeaturedWorks } from '../../works/list-works.ts'
import { countAuthorsFor } from '../browse/count-for-viewer.ts'
import { paths } from '../paths.ts'
import { shelfName } from '../ui/shelf-control.ts'
import { type Desk, pageOf, pagesOf, sendCatalogue } from './desk.ts'
import type { ListQuery } from './facets.ts'

export const LINES_PER_PAGE = 50

export interface Line {
  title: string
  hint?: string
  /** A path. */
  to: string
  kind?: CatalogueKind
  rel?: string
  count?: number
  asksWho?: boolean
}

export interface Directory {
  title: string
  up: string | null
  page: string
  linkTo: (query: ListQuery) => string
  lines: readonly Line[]
  /** Where the lines are one page of several. */
  paged?: Paged<unknown>
}

export async function sendDirectory(desk: Desk, directory: Directory): Promise<Response> {
  const { title, up, page, linkTo, lines, paged } = directory
  const updatedAt = await findLastUpdate(desk.db, desk.viewer)
  const entries = lines.map((line) => entryOf(desk, line, updatedAt))
  const paging = paged ? pagesOf(desk, paged, { perPage: LINES_PER_PAGE, linkTo: (page) => linkTo({ page }) }) : null
  const self = linkTo({ page: paged && paged.page > 1 ? paged.page : null })
  return sendCatalogue(desk, 'navigation', { title, up, page, self, updatedAt }, { paging, navigation: entries })
}

function entryOf({ urn, origin }: Desk, line: Line, updatedAt: number): NavigationEntry {
  const { title, hint = '', to, kind = 'acquisition', rel = 'subsection', count = null, asksWho = false } = line
  return { id: urn(`catalogue entry ${to}`), title, hint, updatedAt, href: origin + to, kind, rel, count, asksWho }
}

export async function sendRoot(desk: Desk): Promise<Response> {
  const { c, db, ways, viewer } = desk
  const t = c.get('t')
  const [vocabularies, featured] = await Promise.all([
    listVocabularySizes(db, viewer),
    listFeaturedWorks(db, viewer, 1),
  ])
  const trees = vocabularies.filter(({ inUse, role }) => inUse > 0 && role !== 'warning')
  const lines: Line[] = [
    { title: t('opds.new'), hint: t('opds.newHint'), to: ways.new({}), rel: 'http://opds-spec.org/sort/new' },
    { title: t('opds.updated'), hint: t('opds.updatedHint'), to: ways.updated({}) },
    ...(featured.length > 0
      ? [{ title: t('opds.featured'), hint: t('opds.featuredHint'), to: ways.featured({}) }]
      : []),
    ...trees.map(({ slug, name }) => ({
      title: name,
      hint: t('opds.vocabularyHint', { name }),
      to: ways.vocabulary({ vocabulary: slug }),
      kind: 'navigation' as const,
    })),
    { title: t('opds.authors'), hint: t('opds.authorsHint'), to: ways.authors({}), kind: 'navigation' },
    { title: t('opds.series'), hint: t('opds.seriesHint'), to: ways.seriesList({}), kind: 'navigation' },
    { title: t('opds.works'), hint: t('opds.worksHint'), to: ways.works({}) },
    {
      title: t('opds.shelves'),
      hint: viewer.kind === 'guest' ? t('opds.shelvesHint') : '',
      to: ways.shelves({}),
      kind: 'navigation',
      asksWho: viewer.kind === 'guest',
    },
  ]
  const linkTo = (query: ListQuery) => ways.root({}, query)
  return sendDirectory(desk, { title: c.get('chrome').archiveName, up: null, page: paths.home({}), linkTo, lines })
}

/** Few authors stand in one list; many are found by their letter. */
const FEW_AUTHORS = 100

export async function sendAuthors(desk: Desk): Promise<Response> {
  const { c, db, ways, viewer } = desk
  const asked = c.req.query('letter')
  const letter = asked === 'all' ? null : parseLetter(asked)
  if (asked !== undefined && asked !== 'all' && letter === null) throw notFound('List')
  const paging = { page: pageOf(c), perPage: LINES_PER_PAGE }
  const authors = await listAuthors(db, viewer, letter, paging)
  const isFront = asked === undefined && authors.total > FEW_AUTHORS
  const linkTo = (query: ListQuery) => ways.authors({}, { letter: asked ?? null, ...query })
  const directory = {
    title: c.get('t')('opds.authors'),
    up: asked === undefined ? ways.root({}) : ways.authors({}),
    page: paths.browseAuthors({}),
    linkTo,
  }
  if (isFront)
    return sendDirectory(desk, { ...directory, lines: letterLines(desk, await listLetters(db, viewer, 'authors')) })
  const rows = await countAuthorsFor(desk.parts, viewer, authors.rows)
  const lines = rows.map(({ name, slug, workCount }) => ({
    title: name,
    to: ways.author({ slug }),
    count: workCount,
  }))
  return sendDirectory(desk, { ...directory, lines, paged: authors })
}

function letterLines({ c, ways }: Desk, letters: readonly Letter[]): Line[] {
  const t = c.get('t')
  const line = (title: string, letter: string): Line => ({
    title,
    to: ways.authors({}, { letter }),
    kind: 'navigation',
  })
  return [
    line(t('opds.allAuthors'), 'all'),
    ...letters.map((letter) => line(letter === 'other' ? t('opds.letterOther') : letter.toUpperCase(), letter)),
  ]
}

export async function sendSeriesList(desk: Desk): Promise<Response> {
  const { c, db, ways } = desk
  const series = await listSeries(db, { page: pageOf(c), perPage: LINES_PER_PAGE })
  const lines = series.rows.map(({ id, title, author }) => ({
    title,
    hint: author ? c.get('t')('reading.by', { names: author.name }) : '',
    to: ways.series({ series: id }),
  }))
  const linkTo = (query: ListQuery) => ways.seriesList({}, query)
  const directory = { title: c.get('t')('opds.series'), up: ways.root({}), page: paths.browseSeries({}), linkTo }
  return sendDirectory(desk, { ...directory, lines, paged: series })
}

export async function sendShelves(desk: Desk, member: Member): Promise<Response> {
  const { c, db, ways } = desk
  const shelves = await listShelvesOfWorks(db, member)
  const lines = shelves.map((shelf) => ({
    title: shelfName(c.get('t'), shelf),
    to: ways.shelf({ shelf: shelf.slug }),
    count: shelf.workCount,
  }))
  const page = paths.myShelves({})
  const linkTo = (query: ListQuery) => ways.shelves({}, query)
  return sendDirectory(desk, { title: c.get('t')('opds.shelves'), up: ways.root({}), page, linkTo, lines })
}
