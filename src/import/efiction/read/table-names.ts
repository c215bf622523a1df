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
