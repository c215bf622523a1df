// The address of a list and what it means, both ways: `writeFilter(parseFilter(address).chosen)` is the one canonical
// form of all addresses that mean the same.
import type { Db } from '../store/database.ts'
import { type Chosen, type ChosenTag, type DayRange, type NumberRange, usualDirection } from './chosen.ts'
import { type Clock, rangeOfDays } from './day-range.ts'
import type { Filter } from './question.ts'
import { type Problem, readAddress, type TagField, type Wish } from './read-address.ts'
import { queryValue } from '../text/query-value.ts'
import { findAuthorsBySlug, findTagsByAddress } from './resolve-names.ts'

export interface ParsedFilter {
  chosen: Chosen
  filter: Filter
  /** What is not as the person meant it; each is to be told. */
  problems: readonly Problem[]
  /** Nothing can be found: what was asked for does not exist or contradicts itself. The list is empty. */
  isImpossible: boolean
}

/**
 * At most two queries, none when no tag and no author is named. Refuses with `invalid` what is longer than anybody
 * means. `page`, `after`, `before` and whatever else an address holds is not looked at.
 */
export async function parseFilter(db: Db, params: URLSearchParams, clock: Clock): Promise<ParsedFilter> {
  return (await parseFilters(db, [params], clock))[0]!
}

/** Several at once, with as many queries for each hundred names in all of them. */
export async function parseFilters(db: Db, all: readonly URLSearchParams[], clock: Clock): Promise<ParsedFilter[]> {
  const wishes = all.map(readAddress)
  const [tagAt, authorBySlug] = await Promise.all([
    findTagsByAddress(
      db,
      wishes.flatMap(({ tags }) => Object.values(tags).flat()),
    ),
    findAuthorsBySlug(
      db,
      wishes.flatMap(({ authors }) => authors),
    ),
  ])
  return wishes.map((wish) => meant(wish, { tagAt, authorBySlug, clock }))
}

interface Known {
  tagAt: Awaited<ReturnType<typeof findTagsByAddress>>
  authorBySlug: Awaited<ReturnType<typeof findAuthorsBySlug>>
  clock: Clock
}

function meant({ tags, authors: slugs, plain, problems }: Wish, { tagAt, authorBySlug, clock }: Known): ParsedFilter {
  const tagsOf = (field: TagField): ChosenTag[] => {
    const found = new Map<number, ChosenTag>()
    for (const address of tags[field]) {
      const tag = tagAt(address)
      if (tag) found.set(tag.id, tag)
      else problems.push({ kind: 'unknown', field, value: `${address.vocabularySlug}/${address.slug}` })
    }
    return [...found.values()]
  }
  const authors = slugs.flatMap((slug) => {
    const author = authorBySlug.get(slug)
    if (!author) problems.push({ kind: 'unknown', field: 'author', value: slug })
    return author ? [author] : []
  })
  const chosen: Chosen = {
    ...plain,
    with: tagsOf('with'),
    any: tagsOf('any'),
    without: tagsOf('without'),
    pairing: tagsOf('pairing')[0] ?? null,
    authors,
  }
  const filter = filterOf(chosen, clock)
  problems.push(...contradictions(chosen, filter))
  return { chosen, filter, problems, isImpossible: problems.some((problem) => isFatal(problem, chosen)) }
}

/** An unknown tag that is ruled out changes nothing; one of several that would do leaves the others. */
function isFatal(problem: Problem, chosen: Chosen): boolean {
  if (problem.kind === 'backwards') return true
  // What is chosen besides would do, and is counted.
  if (problem.kind === 'contradiction') return problem.field === 'without'
  if (problem.kind !== 'unknown' || problem.field === 'without') return false
  if (problem.field !== 'any') return true
  const vocabularySlug = problem.value.split('/')[0]
  return !chosen.any.some((tag) => tag.vocabularySlug === vocabularySlug)
}

function contradictions({ with: all, any, pairing, without }: Chosen, filter: Filter): Problem[] {
  const isRefused = ({ id }: ChosenTag) => without.some((tag) => tag.id === id)
  const wanted = new Set([...all, ...(pairing ? [pairing] : [])].map(({ id }) => id))
  const refused = without
    .filter(({ id }) => wanted.has(id))
    .map(({ name }) => ({ kind: 'contradiction', field: 'without', value: name }) as const)
  const noneLeft = [...Map.groupBy(any, (tag) => tag.vocabularyId).values()]
    .filter((tags) => tags.every(isRefused))
    .flatMap((tags) => tags.map(({ name }) => ({ kind: 'contradiction', field: 'any', value: name }) as const))
  const backwards = (['updated', 'published'] as const)
    .filter((field) => {
      const { from, to } = filter[field]
      return from !== null && to !== null && from > to
    })
    .map((field) => ({ kind: 'backwards', field }) as const)
  return [...refused, ...noneLeft, ...backwards]
}

/** In ascending order, so that what means the same is the same. */
export function filterOf(chosen: Chosen, clock: Clock): Filter {
  const ids = (tags: ReadonlyArray<{ id: number }>) => tags.map(({ id }) => id).toSorted((one, other) => one - other)
  return {
    with: ids(chosen.with),
    anyOf: [...Map.groupBy(chosen.any, (tag) => tag.vocabularyId).values()].map(ids).toSorted(byFirst),
    without: ids(chosen.without),
    authors: ids(chosen.authors),
    languages: chosen.languages.toSorted(),
    words: chosen.words,
    chapters: chosen.chapters,
    updated: rangeOfDays(chosen.updated, clock),
    published: rangeOfDays(chosen.published, clock),
    status: chosen.status,
    crossover: chosen.crossover,
    mainPairing: chosen.pairing?.id ?? null,
    letter: null,
    hasOneChapter: chosen.oneChapter,
    downloadsOn: chosen.downloadsOn,
    reviewsOn: chosen.reviewsOn,
  }
}

function byFirst(one: readonly number[], other: readonly number[]): number {
  return one[0]! - other[0]!
}

/** Without `?`; empty when nothing is chosen. In one order, each once. */
export function writeFilter(chosen: Chosen): string {
  const pairs: string[] = []
  const add = (name: string, value: string | number | null) => {
    if (value !== null && value !== '') pairs.push(`${name}=${queryValue(String(value))}`)
  }
  const addRange = (name: string, { from, to }: NumberRange | DayRange) => {
    add(`${name}-from`, from)
    add(`${name}-to`, to)
  }
  add('q', chosen.text)
  add('in', chosen.text === '' ? null : chosen.textIn)
  for (const field of ['with', 'any', 'without'] as const)
    for (const address of chosen[field].map(tagAddress).toSorted()) add(field, address)
  add('pairing', chosen.pairing && tagAddress(chosen.pairing))
  for (const { slug } of chosen.authors.toSorted(bySlug)) add('author', slug)
  for (const language of chosen.languages.toSorted()) add('language', language)
  addRange('words', chosen.words)
  add('chapters', chosen.oneChapter ? 'one' : null)
  addRange('chapters', chosen.chapters)
  addRange('updated', chosen.updated)
  addRange('published', chosen.published)
  add('status', chosen.status === 'in progress' ? 'in-progress' : chosen.status)
  add('crossover', chosen.crossover)
  add('downloads', chosen.downloadsOn ? 'on' : null)
  add('reviews', chosen.reviewsOn ? 'on' : null)
  const { by, direction } = chosen.sort
  add('sort', by)
  add('order', by !== null && direction === usualDirection(by) ? null : direction)
  return pairs.join('&')
}

export function tagAddress({ vocabularySlug, slug }: Pick<ChosenTag, 'vocabularySlug' | 'slug'>): string {
  return `${vocabularySlug}/${slug}`
}

function bySlug(one: { slug: string }, other: { slug: string }): number {
  return one.slug < other.slug ? -1 : 1
}
