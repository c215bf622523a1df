import type { Answer, Facets, Question, Scope, SortKey } from '../question.ts'
import type { Postings } from './postings.ts'

const MOST = 1000
/** A longer question is hardly asked twice. */
const LONGEST_KEY = 1000
const COUNTS: ReadonlySet<SortKey> = new Set(['kudos', 'reviews', 'reads'])

/**
 * Answers and facets until a work changes. Only of questions that nobody has hidden or left anything out of: what one
 * person hides must not be counted for another.
 */
export class KeptAnswers {
  readonly #postings: Postings
  #version = -1
  readonly #answers = new Map<string, Answer>()
  readonly #facets = new Map<string, Facets>()
  readonly #scopes = new WeakMap<Uint32Array, number>()
  #scopeCount = 0

  constructor(postings: Postings) {
    this.#postings = postings
  }

  answer(question: Question, work: () => Answer): Answer {
    if (!isForEverybody(question) || COUNTS.has(question.sort.by)) return work()
    const { scope, ...asked } = question
    const { ids, ...rest } = this.#keep(this.#answers, { scope: this.#named(scope), ...asked }, work)
    return { ids: [...ids], ...rest }
  }

  facets(question: Question, work: () => Facets): Facets {
    if (!isForEverybody(question)) return work()
    const { audience, scope, filter, facets } = question
    return this.#keep(this.#facets, { audience, scope: this.#named(scope), filter, facets }, work)
  }

  /** Works that a search has found are known again by the array that they are in. */
  #named(scope: Scope): object {
    if (scope.kind !== 'works' || !(scope.ids instanceof Uint32Array)) return scope
    let number = this.#scopes.get(scope.ids)
    if (number === undefined) this.#scopes.set(scope.ids, (number = this.#scopeCount++))
    return { kind: 'found', number }
  }

  #keep<Kept>(kept: Map<string, Kept>, asked: object, work: () => Kept): Kept {
    const key = JSON.stringify(asked)
    if (key.length > LONGEST_KEY) return work()
    if (this.#version !== this.#postings.version) {
      this.#answers.clear()
      this.#facets.clear()
      this.#version = this.#postings.version
    }
    const known = kept.get(key)
    if (known) return known
    const made = work()
    if (kept.size >= MOST) kept.delete(kept.keys().next().value!)
    kept.set(key, made)
    return made
  }
}

/** What a pairing stands for may change without a work. */
function isForEverybody({ hidden, leftOut, scope, filter }: Question): boolean {
  const hides = Object.values(hidden).some((list) => list.length > 0)
  return !hides && leftOut.length === 0 && isKnownAgain(scope) && filter.mainPairing === null
}

function isKnownAgain(scope: Scope): boolean {
  return scope.kind !== 'works' || scope.ids instanceof Uint32Array
}
