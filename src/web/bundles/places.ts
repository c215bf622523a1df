// The lists that can be taken along as one, each with the same works in the same order as on its page.
import { createHash } from 'node:crypto'
import { notFound } from '../../errors.ts'
import { findPseud } from '../../people/find-pseud.ts'
import { findOwnShelf, findShelf } from '../../reading/find-shelf.ts'
import type { Shelf } from '../../reading/shelf.ts'
import { isNarrowed } from '../../reading/shelf-view.ts'
import { findTag } from '../../tags/find-tag.ts'
import { findSeries, listSeriesParts, worksOf } from '../../works/find-series.ts'
import { shelfList } from '../reading/shelf-list.ts'
import { type Addresses, findWhole } from './find-whole.ts'
import { idParam } from '../forms.ts'
import type { Parts } from '../parts.ts'
import { requireMember } from '../middleware/session.ts'
import { paths } from '../paths.ts'
import type { C } from '../respond.ts'
import { shelfName } from '../ui/shelf-control.ts'
import type { Listed } from './plan.ts'

export interface Gathering extends Listed {
  /** As `series 7`. */
  thing: string
  title: string
  /** Nothing is filtered out of it. */
  isWhole: boolean
  /** Of the list's own page. */
  home: string
  /** Of the page that offers its bundles, and of each of them. */
  books: (query?: Query) => string
  bundle: (format: string, query?: Query) => string
}

export type Query = Record<string, string | number | null>

export interface Place {
  booksPattern: string
  bundlePattern: string
  find: (c: C, parts: Parts) => Promise<Gathering>
}

const series: Place = {
  booksPattern: paths.seriesBooks.pattern,
  bundlePattern: paths.seriesBundle.pattern,
  find: async (c, parts) => {
    const [viewer, id] = [c.get('viewer'), idParam(c, 'series')]
    const [found, contents] = await Promise.all([
      findSeries(parts.db, viewer, id),
      listSeriesParts(parts.db, viewer, id),
    ])
    return {
      thing: `series ${id}`,
      title: found.title,
      ...(await findWhole(c, parts, {
        scope: { kind: 'works', ids: worksOf(contents) },
        usual: { by: 'given', direction: 'up' },
        home: paths.series({ series: id }),
        books: paths.seriesBooks({ series: id }),
        bundle: (format) => paths.seriesBundle({ series: id, format }),
      })),
    }
  },
}

const author: Place = {
  booksPattern: paths.authorBooks.pattern,
  bundlePattern: paths.authorBundle.pattern,
  find: async (c, parts) => {
    const { id, name, slug } = await findPseud(parts.db, c.req.param('slug')!)
    return {
      thing: `author ${id}`,
      title: c.get('t')('bundles.ofAuthor', { name }),
      ...(await findWhole(c, parts, {
        scope: { kind: 'author', pseudId: id },
        home: paths.author({ slug }),
        books: paths.authorBooks({ slug }),
        bundle: (format) => paths.authorBundle({ slug, format }),
      })),
    }
  },
}

const tag: Place = {
  booksPattern: paths.tagBooks.pattern,
  bundlePattern: paths.tagBundle.pattern,
  find: async (c, parts) => {
    const found = await findTag(parts.db, c.req.param('vocabulary')!, c.req.param('tag')!)
    // Its page leads on to the tag that is used in its place.
    if (found.canonicalSlug !== null) throw notFound('Tag')
    const place = { vocabulary: found.vocabularySlug, tag: found.slug }
    return {
      thing: `tag ${found.id}`,
      title: found.name,
      ...(await findWhole(c, parts, {
        scope: { kind: 'tag', tagId: found.id },
        home: paths.tag(place),
        books: paths.tagBooks(place),
        bundle: (format) => paths.tagBundle({ ...place, format }),
      })),
    }
  },
}

/** What a search or a filter of all works finds; each is a thing of its own, so what changed since can be told. */
const search: Place = {
  booksPattern: paths.searchBooks.pattern,
  bundlePattern: paths.searchBundle.pattern,
  find: async (c, parts) => {
    const { text, query, ...whole } = await findWhole(c, parts, {
      scope: { kind: 'all' },
      home: paths.search({}),
      books: paths.searchBooks({}),
      bundle: (format) => paths.searchBundle({ format }),
    })
    // Everything there is comes as a backup, not as a book.
    if (query === '') throw notFound('Search')
    const name = createHash('sha256').update(query).digest('base64url').slice(0, 20)
    const t = c.get('t')
    const title = text === '' ? t('search.bundle') : t('search.of', { text })
    return { ...whole, thing: `search ${name}`, title, isWhole: whole.leavesNothingOut }
  },
}

const shelf: Place = {
  booksPattern: paths.shelfBooks.pattern,
  bundlePattern: paths.shelfBundle.pattern,
  find: async (c, parts) => {
    const { db } = parts
    const viewer = c.get('viewer')
    const owner = await findPseud(db, c.req.param('slug')!)
    const found = await findShelf(db, viewer, owner, c.req.param('shelf')!)
    const place = { slug: owner.slug, shelf: found.slug }
    const name = c.get('t')('bundles.ofShelf', { shelf: shelfName(c.get('t'), found), name: owner.name })
    return {
      thing: `shelf ${found.id}`,
      title: name,
      ...(await worksOn(c, parts, found, {
        home: paths.shelf(place),
        books: paths.shelfBooks(place),
        bundle: (format) => paths.shelfBundle({ ...place, format }),
      })),
    }
  },
}

const myShelf: Place = {
  booksPattern: paths.myShelfBooks.pattern,
  bundlePattern: paths.myShelfBundle.pattern,
  find: async (c, parts) => {
    const found = await findOwnShelf(parts.db, requireMember(c.get('viewer')), c.req.param('shelf')!)
    const place = { shelf: found.slug }
    return {
      thing: `shelf ${found.id}`,
      title: shelfName(c.get('t'), found),
      ...(await worksOn(c, parts, found, {
        home: paths.myShelf(place),
        books: paths.myShelfBooks(place),
        bundle: (format) => paths.myShelfBundle({ ...place, format }),
      })),
    }
  },
}

/** Sorted and filtered as the address says, as on the shelf's page. */
async function worksOn(c: C, parts: Parts, shelf: Shelf, addresses: Pick<Addresses, 'home' | 'books' | 'bundle'>) {
  const { view, lines, question } = await shelfList(c, parts.db, { shelf, isOwner: false, path: addresses.home })
  const { scope, usual, isWhole = false, address } = question
  const whole = await findWhole(c, parts, { scope, usual, isWhole, kept: address.kept, ...addresses })
  const addedAt = new Map(lines.flatMap(({ workId, addedAt }) => (workId === null ? [] : [[workId, addedAt] as const])))
  return { ...whole, addedAt, isWhole: whole.isWhole && !isNarrowed(view) }
}

export const PLACES: readonly Place[] = [series, author, tag, search, shelf, myShelf]
