// What an old list was narrowed by, as the archive's own lists are narrowed.

export interface OldTag {
  vocabularySlug: string
  slug: string
}

export interface OldFilter {
  with: readonly OldTag[]
  /** Those of one kind are one group: at least one of each. */
  any: readonly OldTag[]
  without: readonly OldTag[]
  /** Pen names, by their slugs. */
  authors: readonly string[]
  words: { from: number | null; to: number | null }
  status: 'complete' | 'in progress' | null
  isByTitle: boolean
  /** In the language of searches; empty: none. */
  text: string
  textIn: 'headings' | 'texts' | null
}

export const NO_OLD_FILTER: OldFilter = {
  with: [],
  any: [],
  without: [],
  authors: [],
  words: { from: null, to: null },
  status: null,
  isByTitle: false,
  text: '',
  textIn: null,
}

/** The tag, where a list is narrowed by one and by nothing that would rule it out. */
export function onlyTag({ any, authors, text, with: all, without }: OldFilter): OldTag | null {
  const tags = [...all, ...any]
  return tags.length === 1 && without.length === 0 && authors.length === 0 && text === '' ? tags[0]! : null
}

export function isNarrowed(filter: OldFilter): boolean {
  const { any, authors, status, text, with: all, without, words } = filter
  const named = all.length + any.length + without.length + authors.length
  return named > 0 || text !== '' || status !== null || words.from !== null || words.to !== null
}
