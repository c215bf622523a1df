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

/** What is in no bracket may as well be in one: null for what cannot be ruled out by one. */
export function withoutTerm(term: FilterTerm): FilterTerm | null {
  return term.kind === 'tags' || term.kind === 'authors' ? { ...term, isExcluded: !term.isExcluded } : null
}
