// The first half of `parseFilter`: what an address says, before anybody has looked whether it exists.
import { invalid } from '../errors.ts'
import { cleanText } from '../text/well-formed.ts'
import { type Chosen, type ChosenSortKey, type DayRange, type NumberRange, OPEN } from './chosen.ts'
import { readDay } from './day-range.ts'
import { SORT_KEYS } from './question.ts'

export const MOST_TAGS = 100
export const MOST_AUTHORS = 20
export const MOST_LANGUAGES = 50
export const LONGEST_TEXT = 1000
const LONGEST_NAME = 300

export interface TagAddress {
  vocabularySlug: string
  slug: string
}

export type TagField = 'with' | 'any' | 'without' | 'pairing'

export type Problem =
  /** The value is not understood, and is left aside. */
  | { kind: 'unreadable number' | 'unreadable day' | 'unreadable word'; field: string; value: string }
  /** Nothing has this name. */
  | { kind: 'unknown'; field: TagField | 'author'; value: string }
  /** It ends before it begins. */
  | { kind: 'backwards'; field: 'words' | 'chapters' | 'updated' | 'published' }
  /** Asked for and ruled out; `any`: of several that would do, each is. */
  | { kind: 'contradiction'; field: 'without' | 'any'; value: string }

/** What can be chosen without asking the database. */
export type PlainChoice = Omit<Chosen, TagField | 'authors'>

export interface Wish {
  tags: Readonly<Record<TagField, readonly TagAddress[]>>
  authors: readonly string[]
  plain: PlainChoice
  problems: Problem[]
}

/** Refuses with `invalid` what is longer than anybody means. */
export function readAddress(params: URLSearchParams): Wish {
  const problems: Problem[] = []
  const tags = {
    with: tagAddresses(params, 'with', problems),
    any: tagAddresses(params, 'any', problems),
    without: tagAddresses(params, 'without', problems),
    pairing: tagAddresses(params, 'pairing', problems).slice(-1),
  }
  const authors = valuesOf(params, 'author')
  if (Object.values(tags).flat().length > MOST_TAGS)
    throw invalid({ with: `A list is narrowed by at most ${MOST_TAGS} tags. Please take some away.` })
  if (authors.length > MOST_AUTHORS)
    throw invalid({ author: `A list is narrowed by at most ${MOST_AUTHORS} authors. Please take some away.` })
  return { tags, authors, plain: plainChoice(params, problems), problems }
}

function plainChoice(params: URLSearchParams, problems: Problem[]): PlainChoice {
  const one = (name: string) => valuesOf(params, name).at(-1) ?? null
  const word = <Word>(name: string, words: Readonly<Record<string, Word>>): Word | null => {
    const value = one(name)
    if (value === null) return null
    if (Object.hasOwn(words, value)) return words[value]!
    problems.push({ kind: 'unreadable word', field: name, value })
    return null
  }
  const languages = valuesOf(params, 'language')
  if (languages.length > MOST_LANGUAGES)
    throw invalid({ language: `A list is narrowed to at most ${MOST_LANGUAGES} languages. Please take some away.` })
  const text = one('q') ?? ''
  if (text.length > LONGEST_TEXT) throw invalid({ q: `A search has at most ${LONGEST_TEXT} characters.` })
  return {
    languages,
    words: numberRange(params, 'words', problems),
    chapters: numberRange(params, 'chapters', problems),
    updated: dayRange(params, 'updated', problems),
    published: dayRange(params, 'published', problems),
    status: word('status', STATUSES),
    crossover: word('crossover', { only: 'only', none: 'none' } as const),
    oneChapter: word('chapters', { one: true }) ?? false,
    downloadsOn: word('downloads', { on: true }) ?? false,
    reviewsOn: word('reviews', { on: true }) ?? false,
    text,
    textIn: word('in', { headings: 'headings', texts: 'texts' } as const),
    sort: { by: word('sort', SORTS), direction: word('order', { up: 'up', down: 'down' } as const) },
  }
}

const STATUSES = { complete: 'complete', 'in-progress': 'in progress' } as const

const SORTS: Readonly<Record<string, ChosenSortKey>> = Object.fromEntries(
  [...SORT_KEYS, 'relevance' as const].map((key) => [key, key]),
)

/** Trimmed, each once, without empty ones. */
function valuesOf(params: URLSearchParams, name: string): string[] {
  return [...new Set(params.getAll(name).map((value) => cleanText(value).trim()))].filter((value) => value !== '')
}

function tagAddresses(params: URLSearchParams, field: TagField, problems: Problem[]): TagAddress[] {
  return valuesOf(params, field).flatMap((value) => {
    const cut = value.indexOf('/')
    if (cut > 0 && cut < value.length - 1 && value.length <= LONGEST_NAME)
      return [{ vocabularySlug: value.slice(0, cut), slug: value.slice(cut + 1) }]
    problems.push({ kind: 'unknown', field, value: value.slice(0, LONGEST_NAME) })
    return []
  })
}

/** As people write them: `10,000`, `10 000`, `10.000`, `10k`. */
const NUMBER = /^(\d{1,3}(?:[,.'’\s]?\d{3})*|\d+)(k?)$/iu
const LARGEST = 1_000_000_000

function readNumber(value: string): number | null {
  const [, digits, thousands] = NUMBER.exec(value) ?? []
  if (digits === undefined) return null
  const number = Number(digits.replace(/\D/g, '')) * (thousands ? 1000 : 1)
  return number <= LARGEST ? number : null
}

function numberRange(params: URLSearchParams, field: 'words' | 'chapters', problems: Problem[]): NumberRange {
  const end = (name: string) => {
    const value = valuesOf(params, name).at(-1)
    if (value === undefined) return null
    const number = readNumber(value)
    if (number === null) problems.push({ kind: 'unreadable number', field: name, value })
    return number
  }
  const range = { from: end(`${field}-from`), to: end(`${field}-to`) }
  if (range.from !== null && range.to !== null && range.from > range.to) problems.push({ kind: 'backwards', field })
  return range.from === null && range.to === null ? OPEN : range
}

/** Whether it ends before it begins depends on today: see `parseFilter`. */
function dayRange(params: URLSearchParams, field: 'updated' | 'published', problems: Problem[]): DayRange {
  const end = (name: string) => {
    const value = valuesOf(params, name).at(-1)
    if (value === undefined) return null
    const day = readDay(value)
    if (day === null) problems.push({ kind: 'unreadable day', field: name, value })
    return day
  }
  const range = { from: end(`${field}-from`), to: end(`${field}-to`) }
  return range.from === null && range.to === null ? OPEN : range
}
