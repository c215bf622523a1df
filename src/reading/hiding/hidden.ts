/** What a member never wants to see in lists, whoever asks for them. */
export interface Hidden {
  works: readonly number[]
  pseuds: readonly number[]
  /** Canonical ones; each is meant with its synonyms and everything below it. */
  tags: readonly number[]
  /** Everything in none of these; empty: every language is welcome. */
  onlyLanguages: readonly string[]
}

export const NOTHING_HIDDEN: Hidden = { works: [], pseuds: [], tags: [], onlyLanguages: [] }

export function hidesAnything({ works, pseuds, tags, onlyLanguages }: Hidden): boolean {
  return works.length + pseuds.length + tags.length + onlyLanguages.length > 0
}

/** One thing that is hidden. Of a person only one pen name: which belong together is never told. */
export interface HiddenThing {
  kind: 'work' | 'author' | 'tag'
  id: number
}
