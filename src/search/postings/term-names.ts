// What a term stands for: a tag, a pseud, a language, a main pairing, the letter of a title, or a yes to one of a few questions.
import type { Letter } from '../../store/letters.ts'
import { IdNumbers } from '../id-numbers.ts'

/** Terms of their own. `all`: every document. `open`: guests find it as well. */
export const SWITCHES = { all: 0, open: 1, complete: 2, crossover: 3, downloadsOn: 4, reviewsOn: 5 } as const

/** Of a term that is no tag, or of a tag that is not known yet. */
export const NO_VOCABULARY = -1

export interface TagFacts {
  tagId: number
  vocabularyId: number
  /** Not a synonym. */
  isCanonical: boolean
  isRating: boolean
}

export class TermNames {
  readonly #tags = new IdNumbers()
  readonly #pseuds = new IdNumbers()
  readonly #pairings = new IdNumbers()
  readonly #languages = new Map<string, number>()
  readonly #letters = new Map<Letter, number>()
  #count = Object.keys(SWITCHES).length
  /** Goes up when a tag is new or has become something else. */
  version = 0
  /** 0: not a tag. */
  tagIds = new Float64Array(1024)
  vocabularies = new Int32Array(1024).fill(NO_VOCABULARY)
  /** 1: facets count it. */
  countable = new Uint8Array(1024)
  ratings = new Uint8Array(1024)

  /** Terms are below it. */
  get count(): number {
    return this.#count
  }

  get languages(): Iterable<[string, number]> {
    return this.#languages
  }

  /** The term, made where there is none. */
  tag(tagId: number): number {
    const known = this.#tags.get(tagId)
    if (known >= 0) return known
    const term = this.#make()
    this.#tags.set(tagId, term)
    this.tagIds[term] = tagId
    return term
  }

  pseud(pseudId: number): number {
    return this.#named(this.#pseuds, pseudId)
  }

  pairing(tagId: number): number {
    return this.#named(this.#pairings, tagId)
  }

  language(language: string): number {
    return this.#spelt(this.#languages, language)
  }

  letter(letter: Letter): number {
    return this.#spelt(this.#letters, letter)
  }

  /** -1: no document has or had it. The same below. */
  findTag(tagId: number): number {
    return this.#tags.get(tagId)
  }

  findPseud(pseudId: number): number {
    return this.#pseuds.get(pseudId)
  }

  findPairing(tagId: number): number {
    return this.#pairings.get(tagId)
  }

  findLanguage(language: string): number {
    return this.#languages.get(language) ?? -1
  }

  findLetter(letter: Letter): number {
    return this.#letters.get(letter) ?? -1
  }

  learn({ tagId, vocabularyId, isCanonical, isRating }: TagFacts): void {
    const term = this.tag(tagId)
    const countable = isCanonical ? 1 : 0
    if (this.vocabularies[term] !== vocabularyId || this.countable[term] !== countable) this.version++
    this.vocabularies[term] = vocabularyId
    this.countable[term] = countable
    this.ratings[term] = isRating ? 1 : 0
  }

  #named(names: IdNumbers, id: number): number {
    const known = names.get(id)
    if (known >= 0) return known
    const term = this.#make()
    names.set(id, term)
    return term
  }

  #spelt(names: Map<string, number>, text: string): number {
    const known = names.get(text)
    if (known !== undefined) return known
    const term = this.#make()
    names.set(text, term)
    return term
  }

  #make(): number {
    const term = this.#count++
    if (term >= this.tagIds.length) this.#grow(Math.ceil(this.#count * 1.25))
    return term
  }

  #grow(room: number): void {
    const { tagIds, vocabularies, countable, ratings } = this
    this.tagIds = new Float64Array(room)
    this.tagIds.set(tagIds)
    this.vocabularies = new Int32Array(room).fill(NO_VOCABULARY)
    this.vocabularies.set(vocabularies)
    this.countable = new Uint8Array(room)
    this.countable.set(countable)
    this.ratings = new Uint8Array(room)
    this.ratings.set(ratings)
  }
}
