// Reads what somebody typed into the search box. Nothing is refused: what is not understood is told, and the rest is done.
import type { Mistake } from './mistakes.ts'
import type { FilterTerm, ParsedQuery } from './parsed-query.ts'
import { oneOfTerms, withoutTerm } from './one-of-terms.ts'
import type { WordNode } from './query.ts'
import { fieldNames, type QueryWords, readField } from './read-field.ts'
import { readPhrase } from './read-phrase.ts'
import { type QuerySign, readSigns } from './read-signs.ts'
import { fieldOf, termAsWords } from './term-as-words.ts'

const MOST_CHARACTERS = 2000
const MOST_PARTS = 40
const DEEPEST = 6

/** `*house` and `li*ht`; `"light* keep*"`, and not the name of M*A*S*H. */
const STAR_WITHIN = /\*[\p{L}\p{N}]/u
const STAR_QUOTED = /[\p{L}\p{N}]\*(?!\S)/u

export type { QueryWords } from './read-field.ts'

export function parseQuery(text: string, known: QueryWords): ParsedQuery {
  const query: ParsedQuery = { words: null, terms: [], sort: null, mistakes: [] }
  const { mistakes } = query
  const asked = text.toWellFormed().slice(0, MOST_CHARACTERS)
  if (text.length > MOST_CHARACTERS) mistakes.push({ kind: 'too_long', most: MOST_CHARACTERS })
  const reader = new Reader(readSigns(asked, fieldNames(known), mistakes), known, query)
  const nodes = reader.readAll()
  query.words = nodes.length > 1 ? { kind: 'all', of: nodes } : (nodes[0] ?? null)
  tellOfWhole(text, nodes, query)
  query.mistakes = unique(mistakes)
  return query
}

function tellOfWhole(text: string, nodes: readonly WordNode[], { terms, sort, mistakes }: ParsedQuery): void {
  const isEmpty = nodes.length === 0 && terms.length === 0
  if (isEmpty && sort === null && text.trim() !== '') mistakes.push({ kind: 'nothing_to_find' })
  if (nodes.length > 0 && terms.length === 0 && nodes.every((node) => node.kind === 'not')) {
    mistakes.push({ kind: 'only_excluded' })
  }
}

function unique(mistakes: readonly Mistake[]): Mistake[] {
  return [...new Map(mistakes.map((mistake) => [JSON.stringify(mistake), mistake])).values()]
}

/** One part of a search: words, a bracket, or a field. */
type Part = { isNot: boolean } & ({ node: WordNode } | { term: FilterTerm })

/** Null where words are among them. */
function termOf(parts: readonly Part[]): FilterTerm | null {
  const terms = parts.flatMap((part) => ('term' in part ? [part.term] : []))
  return terms.length === parts.length ? oneOfTerms(terms) : null
}

class Reader {
  readonly #signs: readonly QuerySign[]
  readonly #known: QueryWords
  readonly #query: ParsedQuery
  #at = 0
  #parts = 0
  /** Within brackets that are ruled out. */
  #isRuledOut = false

  constructor(signs: readonly QuerySign[], known: QueryWords, query: ParsedQuery) {
    this.#signs = signs
    this.#known = known
    this.#query = query
  }

  /** What all must hold; fields that filter go to the query's terms. */
  readAll(): WordNode[] {
    const nodes: WordNode[] = []
    while (this.#at < this.#signs.length) {
      for (const parts of this.#readGroups(0)) {
        const term = termOf(parts)
        if (term) this.#query.terms.push(term)
        else nodes.push(...this.#toNodes(parts))
      }
      // A bracket that closes none.
      if (this.#at < this.#signs.length) {
        this.#query.mistakes.push({ kind: 'lonely_bracket' })
        this.#at += 1
      }
    }
    return nodes
  }

  /** Up to a closing bracket: groups that all must hold, each of parts of which one must. */
  #readGroups(depth: number): Part[][] {
    const groups: Part[][] = []
    let isOr = false
    for (let sign = this.#signs[this.#at]; sign && sign.kind !== 'close'; sign = this.#signs[this.#at]) {
      if (sign.kind === 'or') {
        if (groups.length === 0 || isOr) this.#query.mistakes.push({ kind: 'lonely_operator', word: 'OR' })
        else isOr = true
        this.#at += 1
        continue
      }
      const part = this.#readPart(depth)
      if (part === null) continue
      if (isOr) groups.at(-1)!.push(part)
      else groups.push([part])
      isOr = false
    }
    if (isOr) this.#query.mistakes.push({ kind: 'lonely_operator', word: 'OR' })
    return groups
  }

  #readPart(depth: number): Part | null {
    let isNot = false
    while (this.#signs[this.#at]?.kind === 'not') {
      isNot = !isNot
      this.#at += 1
    }
    const sign = this.#signs[this.#at]
    if (!sign || sign.kind === 'or' || sign.kind === 'close') {
      this.#query.mistakes.push({ kind: 'lonely_operator', word: 'NOT' })
      return null
    }
    this.#at += 1
    if (sign.kind === 'open') return this.#readBracket(depth + 1, isNot)
    return this.#counted() ? this.#readLeaf(sign, isNot) : null
  }

  #counted(): boolean {
    this.#parts += 1
    if (this.#parts > MOST_PARTS) this.#query.mistakes.push({ kind: 'too_many', most: MOST_PARTS })
    return this.#parts <= MOST_PARTS
  }

  #readBracket(depth: number, isNot: boolean): Part | null {
    if (depth > DEEPEST) this.#query.mistakes.push({ kind: 'too_deep' })
    const wasRuledOut = this.#isRuledOut
    this.#isRuledOut = wasRuledOut !== isNot
    const groups = depth > 100 ? [] : this.#readGroups(depth)
    if (this.#signs[this.#at]?.kind === 'close') this.#at += 1
    else if (depth <= 100) this.#query.mistakes.push({ kind: 'open_bracket' })
    const term = groups.length === 1 ? termOf(groups[0]!) : null
    const kept = term && isNot ? withoutTerm(term) : term
    const nodes = kept ? [] : groups.flatMap((parts) => this.#toNodes(parts))
    this.#isRuledOut = wasRuledOut
    if (kept) return { isNot: false, term: kept }
    if (nodes.length === 0) return null
    return this.#part(nodes.length === 1 ? nodes[0]! : { kind: 'all', of: nodes }, isNot)
  }

  #readLeaf(sign: QuerySign, isNot: boolean): Part | null {
    const { mistakes } = this.#query
    if (sign.kind === 'words') {
      if ((sign.isQuoted ? STAR_QUOTED : STAR_WITHIN).test(sign.text))
        mistakes.push({ kind: 'star_within', word: sign.text.slice(0, 40) })
      const phrase = readPhrase(sign.text, mistakes, !sign.isQuoted)
      if (phrase) return this.#part({ kind: 'words', phrase, places: null }, isNot)
      mistakes.push({ kind: 'no_words', word: sign.text.slice(0, 40) })
      return null
    }
    if (sign.kind !== 'field') return null
    const read = readField(sign, { ...this.#known, isNot, mistakes })
    if (read === null) return null
    if ('sort' in read) {
      this.#query.sort = read.sort
      return null
    }
    return 'term' in read ? { isNot: false, term: read.term } : this.#part(read.node, isNot)
  }

  #part(node: WordNode, isNot: boolean): Part {
    return { isNot, node: isNot ? { kind: 'not', of: node } : node }
  }

  /** Inside brackets and beside OR a field is looked for as words; what only a list can filter by is told. */
  #toNodes(parts: readonly Part[]): WordNode[] {
    const nodes = parts.flatMap((part) => {
      if ('node' in part) return [part.node]
      const node = termAsWords(part.term, this.#query.mistakes)
      if (node === null) this.#countForAll(part.term)
      return node === null ? [] : [node]
    })
    return nodes.length > 1 ? [{ kind: 'any', of: nodes }] : nodes
  }

  #countForAll(term: FilterTerm): void {
    const kind = this.#isRuledOut ? 'cannot_exclude' : 'not_in_group'
    this.#query.mistakes.push({ kind, word: fieldOf(term) })
    if (!this.#isRuledOut) this.#query.terms.push(term)
  }
}
