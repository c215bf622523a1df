// Looks up the names in a search: what lists can filter by becomes part of their filter, everything else is looked for as
// words.
import { listVocabularyNames } from '../../tags/list-vocabulary-names.ts'
import type { Db } from '../../store/database.ts'
import type { Clock } from '../day-range.ts'
import { type Filter, NO_FILTER, type Range } from '../question.ts'
import { findLanguage } from './find-language.ts'
import { findNamedAuthors, findNamedTags } from './find-names.ts'
import type { Mistake } from './mistakes.ts'
import { parseQuery } from './parse-query.ts'
import type { AuthorTerm, FilterTerm, QuerySort, TagTerm } from './parsed-query.ts'
import type { WordNode } from './query.ts'
import { namesAsWords } from './term-as-words.ts'

export interface ResolvedQuery {
  /** To be joined to what else is chosen, by `narrowed`. */
  filter: Filter
  /** For `TextSearch`; null: no words are asked for, and the list is not one of a search. */
  words: WordNode | null
  /** Null: none is asked for. */
  sort: QuerySort | null
  mistakes: Mistake[]
}

/** In a fixed number of queries; refuses nothing. */
export async function resolveQuery(db: Db, text: string, clock: Clock): Promise<ResolvedQuery> {
  const parsed = parseQuery(text, { ...clock, vocabularies: await listVocabularyNames(db) })
  const ofKind = <Kind extends FilterTerm['kind']>(kind: Kind) =>
    parsed.terms.filter((term): term is Extract<FilterTerm, { kind: Kind }> => term.kind === kind)
  const [tagsOf, authorOf] = await Promise.all([
    findNamedTags(db, ofKind('tags')),
    findNamedAuthors(
      db,
      ofKind('authors').flatMap((term) => term.names),
    ),
  ])
  const joined = new Joined(parsed.mistakes)
  for (const term of parsed.terms) {
    if (term.kind === 'tags') joined.tags(term, (name) => tagsOf(term, name))
    else if (term.kind === 'authors') joined.authors(term, authorOf)
    else joined.rest(term)
  }
  const nodes = [parsed.words, ...joined.words].filter((node) => node !== null)
  const words: WordNode | null = nodes.length > 1 ? { kind: 'all', of: nodes } : (nodes[0] ?? null)
  return { filter: joined.filter, words, sort: parsed.sort, mistakes: joined.mistakes }
}

class Joined {
  filter: Filter = NO_FILTER
  readonly words: WordNode[] = []
  readonly mistakes: Mistake[]

  constructor(mistakes: readonly Mistake[]) {
    this.mistakes = [...mistakes]
  }

  tags(term: TagTerm, idsOf: (name: string) => number[]): void {
    const ids = [...new Set(term.names.flatMap(idsOf))]
    const unknown = term.names.filter((name) => idsOf(name).length === 0)
    const isRating = 'role' in term.where && term.where.role === 'rating'
    const kind = isRating ? 'unknown_choice' : 'unknown_name'
    for (const value of unknown) this.mistakes.push({ kind, word: term.field, value })
    if (isRating || unknown.length === 0) this.#byTags(term, ids)
    else if (!term.isExcluded) this.#asWords(term)
    else {
      this.#byTags(term, ids)
      this.#asWords({ ...term, names: unknown })
    }
  }

  #byTags({ isExcluded }: TagTerm, ids: number[]): void {
    if (ids.length === 0) return
    if (isExcluded) this.#narrow({ without: ids })
    else if (ids.length === 1) this.#narrow({ with: ids })
    else this.#narrow({ anyOf: [ids] })
  }

  authors(term: AuthorTerm, idOf: (name: string) => number | undefined): void {
    const id = term.names.length === 1 && !term.isExcluded ? idOf(term.names[0]!) : undefined
    if (id === undefined) this.#asWords(term)
    else this.#narrow({ authors: [id] })
  }

  rest(term: Exclude<FilterTerm, TagTerm | AuthorTerm>): void {
    if (term.kind === 'status') this.#narrow({ status: term.status })
    else if (term.kind === 'crossover') this.#narrow({ crossover: term.crossover })
    else if (term.kind === 'range') this.#narrow({ [term.of]: term.range })
    else this.#languages(term.names)
  }

  #languages(names: readonly string[]): void {
    const languages = names.flatMap((name) => {
      const language = findLanguage(name)
      if (language === null) this.mistakes.push({ kind: 'unknown_language', value: name.slice(0, 40) })
      return language ?? []
    })
    if (languages.length > 0) this.#narrow({ languages })
  }

  #asWords(term: TagTerm | AuthorTerm): void {
    const node = namesAsWords(term, [])
    if (node) this.words.push(node)
  }

  #narrow(more: Partial<Filter>): void {
    this.filter = narrowed(this.filter, { ...NO_FILTER, ...more })
  }
}

/** No work is so long and so short. */
const IMPOSSIBLE: Range = { from: 1, to: 0 }

/** What both filters let through. */
export function narrowed(one: Filter, other: Filter): Filter {
  const [languages, disagree] = bothLanguages(one.languages, other.languages)
  const contradicts =
    disagree ||
    differ(one.status, other.status) ||
    differ(one.crossover, other.crossover) ||
    differ(one.mainPairing, other.mainPairing) ||
    differ(one.letter, other.letter)
  return {
    with: joined(one.with, other.with),
    anyOf: [...one.anyOf, ...other.anyOf],
    without: joined(one.without, other.without),
    authors: joined(one.authors, other.authors),
    languages,
    words: contradicts ? IMPOSSIBLE : bothRanges(one.words, other.words),
    chapters: bothRanges(one.chapters, other.chapters),
    updated: bothRanges(one.updated, other.updated),
    published: bothRanges(one.published, other.published),
    status: one.status ?? other.status,
    crossover: one.crossover ?? other.crossover,
    mainPairing: one.mainPairing ?? other.mainPairing,
    letter: one.letter ?? other.letter,
    hasOneChapter: one.hasOneChapter || other.hasOneChapter,
    downloadsOn: one.downloadsOn || other.downloadsOn,
    reviewsOn: one.reviewsOn || other.reviewsOn,
  }
}

function joined(one: readonly number[], other: readonly number[]): number[] {
  return [...new Set([...one, ...other])]
}

function differ<Value>(one: Value | null, other: Value | null): boolean {
  return one !== null && other !== null && one !== other
}

function bothLanguages(one: readonly string[], other: readonly string[]): [readonly string[], boolean] {
  if (one.length === 0 || other.length === 0) return [one.length === 0 ? other : one, false]
  const both = one.filter((language) => other.includes(language))
  return both.length > 0 ? [both, false] : [one, true]
}

function bothRanges(one: Range, other: Range): Range {
  return {
    from: one.from === null || other.from === null ? (one.from ?? other.from) : Math.max(one.from, other.from),
    to: one.to === null || other.to === null ? (one.to ?? other.to) : Math.min(one.to, other.to),
  }
}
