// How a list is sorted and narrowed, in its address and as links to the lists that differ in one choice.
import type { FacetGroup } from '../../export/opds/catalogue.ts'
import { notFound } from '../../errors.ts'
import { findKnownTags } from '../../tags/known-tags.ts'
import type { CatalogueFilter, CatalogueOrder, CataloguePage } from '../../works/list-catalogue.ts'
import { parseId } from '../forms.ts'
import type { MessageKey } from '../messages/messages.ts'
import type { C } from '../respond.ts'
import { languageName } from '../ui/language-name.ts'
import type { Desk } from './desk.ts'

export interface Choices {
  /** Null: as the list comes. */
  sort: CatalogueOrder | null
  filter: CatalogueFilter
}

const ORDERS = {
  updated: 'opds.sortUpdated',
  posted: 'opds.sortPosted',
  title: 'opds.sortTitle',
  words: 'opds.sortWords',
} as const satisfies Record<CatalogueOrder, MessageKey>

const STATUSES = { complete: 'reading.complete', in_progress: 'reading.inProgress' } as const
const LONGEST_LANGUAGE = 100

/** Refuses with not_found what is no choice; a rating or language that nothing has is an empty list. */
export function parseChoices(c: C): Choices {
  const { sort, rating, language, status } = c.req.query()
  const isOdd =
    (sort !== undefined && !Object.hasOwn(ORDERS, sort)) ||
    (status !== undefined && !Object.hasOwn(STATUSES, status)) ||
    (language !== undefined && (language.length > LONGEST_LANGUAGE || /\0/.test(language) || !language.isWellFormed()))
  const ratingId = rating === 'none' ? 0 : parseId(rating)
  if (isOdd || (rating !== undefined && ratingId === null)) throw notFound('List')
  return {
    sort: (sort as CatalogueOrder | undefined) ?? null,
    filter: { ratingId, language: language ?? null, status: (status as keyof typeof STATUSES | undefined) ?? null },
  }
}

export type ListQuery = Record<string, string | number | null>

export function queryOf({ sort, filter: { ratingId, language, status } }: Choices): ListQuery {
  return { sort, rating: ratingId === 0 ? 'none' : ratingId, language, status }
}

interface FacetOptions {
  choices: Choices
  /** What the list is sorted by unless asked otherwise. */
  order: CatalogueOrder | 'best'
  linkTo: (query: ListQuery) => string
}

/** Each count is that of the list that the link leads to. */
export async function facetsOf(
  { c, db, origin }: Desk,
  found: Pick<CataloguePage, 'total' | 'counts'>,
  { choices, order, linkTo }: FacetOptions,
): Promise<FacetGroup[]> {
  const t = c.get('t')
  const { filter } = choices
  const { ratings, languages, statuses } = found.counts
  const known = await findKnownTags(
    db,
    [...ratings.keys()].filter((id) => id !== 0),
  )
  const to = (changes: Partial<CatalogueFilter>) =>
    origin + linkTo(queryOf({ ...choices, filter: { ...filter, ...changes } }))
  const group = <Value>(title: MessageKey, counts: ReadonlyMap<Value, number>, facet: Facet<Value>): FacetGroup => {
    const all = { title: t('opds.all'), href: facet.href(null), count: sum(counts), isActive: facet.chosen === null }
    const links = [...counts]
      .map(([value, count]) => ({
        title: facet.name(value),
        href: facet.href(value),
        count,
        isActive: facet.chosen === value,
      }))
      .toSorted((a, b) => b.count - a.count || (a.title < b.title ? -1 : 1))
    return { title: t(title), links: counts.size > 1 || facet.chosen !== null ? [all, ...links] : [] }
  }
  const groups = [
    sortGroup(),
    group('reading.rating', ratings, {
      chosen: filter.ratingId,
      name: (id) => (id === 0 ? t('opds.unrated') : (known.get(id)?.name ?? String(id))),
      href: (ratingId) => to({ ratingId }),
    }),
    group('reading.language', languages, {
      chosen: filter.language,
      name: languageName,
      href: (language) => to({ language }),
    }),
    group('opds.status', statuses, {
      chosen: filter.status,
      name: (status) => t(STATUSES[status]),
      href: (status) => to({ status }),
    }),
  ]
  return groups.filter(({ links }) => links.length > 0)

  function sortGroup(): FacetGroup {
    const orders = Object.keys(ORDERS) as CatalogueOrder[]
    const links = (order === 'best' ? ([order, ...orders] as const) : orders).map((sort) => ({
      title: t(sort === 'best' ? 'opds.sortBest' : ORDERS[sort]),
      href: origin + linkTo(queryOf({ ...choices, sort: sort === 'best' || sort === order ? null : sort })),
      count: found.total,
      isActive: (choices.sort ?? order) === sort,
    }))
    return { title: t('opds.sort'), links }
  }
}

interface Facet<Value> {
  chosen: Value | null
  name: (value: Value) => string
  href: (value: Value | null) => string
}

function sum(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0)
}
