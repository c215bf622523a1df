import type { Random } from '../bench/random.ts'
import { NO_FILTER, NOTHING_HIDDEN, type Question, type Range, type Scope, SORT_KEYS } from '../src/search/question.ts'
import { type RandomArchive, LANGUAGES } from './a-random-archive.ts'
import { DAY, NOON } from './cast.ts'
import { NEWEST_WORKS } from './newest-works.ts'

/** `other` has the titles that begin with no letter, and those that are nothing. */
const LETTERS = ['a', 'b', 'u', 'z', '字', 'other', 'q']

export const PLAIN: Question = { ...NEWEST_WORKS, perPage: 5 }

/** Anything that can be asked, with ids that nothing has now and then. */
export function aRandomQuestion(archive: RandomArchive): Question {
  const { random } = archive
  return {
    audience: 1 + random.below(2),
    scope: aScope(archive),
    filter: aFilter(archive),
    sort: { by: random.pick(SORT_KEYS), direction: random.pick(['up', 'down']) },
    from: { page: 1 + (rarely(random) ? random.below(4) : 0) },
    perPage: 1 + random.below(7),
    leftOut: rarely(random) ? some(random, archive.works, 5) : [],
    hidden: {
      works: rarely(random) ? some(random, archive.works, 5) : [],
      pseuds: rarely(random) ? some(random, archive.pseuds, 2) : [],
      tags: rarely(random) ? some(random, archive.tags, 2) : [],
      onlyLanguages: rarely(random) ? [random.pick(LANGUAGES), 'xx'] : [],
    },
    facets: random.below(6),
  }
}

function rarely(random: Random): boolean {
  return random.below(5) === 0
}

function some(random: Random, from: readonly number[], most: number): number[] {
  return Array.from({ length: 1 + random.below(most) }, () => (random.below(20) === 0 ? 99_999 : random.pick(from)))
}

function aScope({ random, tags, pseuds, works }: RandomArchive): Scope {
  const scopes: Scope[] = [
    { kind: 'all' },
    { kind: 'tag', tagId: random.pick(tags) },
    { kind: 'author', pseudId: random.pick(pseuds) },
    { kind: 'letter', letter: random.pick(LETTERS) },
    { kind: 'works', ids: some(random, works, 30) },
    { kind: 'works', ids: Uint32Array.from(new Set(some(random, works, 30))) },
  ]
  return random.pick(scopes)
}

function aFilter({ random, tags, pseuds }: RandomArchive): Question['filter'] {
  const maybe = <T>(value: T, otherwise: T): T => (rarely(random) ? value : otherwise)
  const range = (from: number, width: number): Range => ({
    from: rarely(random) ? from + random.below(width) : null,
    to: rarely(random) ? from + random.below(width) : null,
  })
  return {
    with: maybe(some(random, tags, 2), []),
    anyOf: maybe([some(random, tags, 3), ...maybe([some(random, tags, 3)], [])], []),
    without: maybe(some(random, tags, 3), []),
    authors: maybe(some(random, pseuds, 2), []),
    languages: maybe([random.pick(LANGUAGES), random.pick(['en', 'xx'])], []),
    words: range(0, 30),
    chapters: range(0, 4),
    updated: range(NOON, 60 * DAY),
    published: range(NOON, 40 * DAY),
    status: maybe(random.pick(['complete', 'in progress'] as const), null),
    crossover: maybe(random.pick(['only', 'none'] as const), null),
    mainPairing: maybe(random.pick(tags), null),
    letter: maybe(random.pick(LETTERS), null),
    hasOneChapter: maybe(true, false),
    downloadsOn: maybe(true, false),
    reviewsOn: maybe(true, false),
  }
}

/** The simplest question that still fails: parts of it are put back to plain, one after the other. */
export async function simplest(question: Question, fails: (question: Question) => Promise<boolean>): Promise<Question> {
  let smallest = question
  const simpler = (one: Question): Question[] => [
    ...Object.keys(PLAIN).map((key) => ({ ...one, [key]: PLAIN[key as keyof Question] })),
    ...Object.keys(NO_FILTER).map((key) => ({
      ...one,
      filter: { ...one.filter, [key]: NO_FILTER[key as keyof typeof NO_FILTER] },
    })),
    ...Object.keys(NOTHING_HIDDEN).map((key) => ({ ...one, hidden: { ...one.hidden, [key]: [] } })),
  ]
  for (let at = 0; at < simpler(smallest).length; at++) {
    const candidate = simpler(smallest)[at]!
    if (JSON.stringify(candidate) !== JSON.stringify(smallest) && (await fails(candidate))) smallest = candidate
  }
  return smallest
}
