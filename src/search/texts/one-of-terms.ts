import type { Range } from '../question.ts'
import type { FilterTerm } from './parsed-query.ts'

/** `tag:a OR tag:b` is `tag:a,b`: what stands between OR as one term of a list's filter. Null: it is none. */
export function oneOfTerms(terms: readonly FilterTerm[]): FilterTerm | null {
  const [first] = terms
  if (first === undefined) return null
  if (terms.length === 1) return first
  if (first.kind === 'languages') {
    const names = terms.flatMap((term) => (term.kind === 'languages' ? [term.names] : []))
    return names.length === terms.length ? { ...first, names: names.flat() } : null
  }
  if (first.kind !== 'tags' || first.isExcluded) return null
  const place = JSON.stringify(first.where)
  const names = terms.flatMap((term) =>
    term.kind === 'tags' && !term.isExcluded && JSON.stringify(term.where) === place ? [term.names] : [],
  )
  return names.length === terms.length ? { ...first, names: names.flat() } : null
}

/** `-(tag:a)` is `-tag:a`; null for what cannot be ruled out: a language, and what lies between two numbers. */
export function withoutTerm(term: FilterTerm): FilterTerm | null {
  switch (term.kind) {
    case 'tags':
    case 'authors':
      return { ...term, isExcluded: !term.isExcluded }
    case 'status':
      return { ...term, status: term.status === 'complete' ? 'in progress' : 'complete' }
    case 'crossover':
      return { ...term, crossover: term.crossover === 'only' ? 'none' : 'only' }
    case 'range': {
      const range = outside(term.range)
      return range && { ...term, range }
    }
    case 'languages':
      return null
  }
}

/** Null where that would be two ranges. */
export function outside({ from, to }: Range): Range | null {
  if (to === null) return { from: null, to: from! - 1 }
  return from === null ? { from: to + 1, to: null } : null
}
