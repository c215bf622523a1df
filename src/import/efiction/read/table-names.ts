/** `kind` is the name without prefix, in lower case: `stories`. */
export interface OldTable {
  prefix: string
  kind: string
}

/** null for tables of other programs in the same database. */
export function oldTable(name: string): OldTable | null {
  const found = /^(.*)fanfiction_([a-z0-9_]+)$/i.exec(name)
  return found ? { prefix: found[1]!, kind: found[2]!.toLowerCase() } : null
}

export type ForumKind = 'smf' | 'phpbb' | 'fusion'

/** The tables of members of the forums that a site could share its members with. */
const FORUMS: readonly [RegExp, ForumKind][] = [
  [/(^|_)smf_members$|^members$/i, 'smf'],
  [/(^|_)phpbb\d?_users$/i, 'phpbb'],
  [/(^|_)fusion\w*_users$/i, 'fusion'],
]

export function forumTable(name: string): ForumKind | null {
  return FORUMS.find(([pattern]) => pattern.test(name))?.[1] ?? null
}

/** Tables that are read at all. */
export function isWanted(name: string): boolean {
  return oldTable(name) !== null || forumTable(name) !== null
}
