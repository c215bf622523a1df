import { invalid } from '../../../errors.ts'
import { Row } from './row.ts'
import type { Spool } from './spool.ts'
import { oldTable } from './table-names.ts'

/** Which tables of a dump belong to the site that moves in. */
export interface OldSite {
  prefix: string
  /** Empty where the dump holds no settings of this site. */
  settings: Row
  /** The full name of a table of this site, as `stories`. It may be absent from the dump. */
  table(kind: string): string
}

/** Refuses with `invalid` when the dump holds no site, or several and `prefix` does not say which. */
export function findSite(spool: Spool, prefix: string | null): OldSite {
  const having = (kind: string) =>
    [...spool.tables.keys()].filter((name) => oldTable(name)?.kind === kind).map((name) => prefixOf(name))
  const chapters = new Set(having('chapters').map(folded))
  const whole = having('stories').filter((each) => chapters.has(folded(each)))
  // A copy that somebody made of the one table is no second site.
  const prefixes = whole.length > 0 ? whole : having('stories')
  const chosen = choosePrefix(spool, prefixes, prefix)
  const settings = findSettings(spool, chosen)
  const names = tableNames(spool, chosen)
  const table = (kind: string) => (kind === 'settings' && settings ? settings.table : names(kind))
  const site = { prefix: chosen, settings: settings?.row ?? new Row({}), table }
  if (!spool.tables.has(site.table('chapters')) || !spool.tables.has(site.table('authors'))) {
    const missing = ['chapters', 'authors'].map(site.table).filter((name) => !spool.tables.has(name))
    throw invalid({ dump: `The dump has no table ${missing.join(' and no table ')}. Export all tables of the site.` })
  }
  return site
}

function prefixOf(table: string): string {
  return oldTable(table)?.prefix ?? ''
}

function folded(prefix: string): string {
  return prefix.toLowerCase()
}

/** An empty prefix can be given on no command line; every one may be given with the `fanfiction_` behind it. */
function findWanted(prefixes: string[], wanted: string): string | undefined {
  const short = wanted.replace(/fanfiction_[a-z0-9]*$/i, '')
  return prefixes.find((each) => each === wanted) ?? prefixes.find((each) => folded(each) === folded(short))
}

function choosePrefix(spool: Spool, prefixes: string[], wanted: string | null): string {
  if (prefixes.length === 0) throw invalid({ dump: noSite(spool) })
  if (wanted === null && prefixes.length === 1) return prefixes[0]!
  const found = wanted === null ? undefined : findWanted(prefixes, wanted)
  if (found !== undefined) return found

  const list = prefixes
    .map((prefix) => `  --prefix "${prefix || 'fanfiction_'}"  ${countsIn(spool, prefix)}`)
    .join('\n')
  const why = wanted === null ? 'The dump holds several sites.' : `The dump holds no site with the prefix "${wanted}".`
  throw invalid({ prefix: `${why} Choose one:\n${list}` })
}

function noSite(spool: Spool): string {
  const found = [...spool.tables.keys()].slice(0, 5).join(', ')
  const hint = found === '' ? '' : ` (only ${found})`
  return `The dump holds no eFiction site: there is no table whose name ends in fanfiction_stories${hint}.`
}

function countsIn(spool: Spool, prefix: string): string {
  const table = tableNames(spool, prefix)
  const counts = ['stories', 'chapters', 'authors', 'reviews'].map(
    (kind) => `${spool.tables.get(table(kind))?.rows ?? 0} ${kind === 'authors' ? 'members' : kind}`,
  )
  return counts.join(', ')
}

function isOf(table: string, prefix: string): boolean {
  const old = oldTable(table)
  return old !== null && folded(old.prefix) === folded(prefix)
}

/** Names keep the case they have in the dump. Members may be shared with another site of the same dump. */
function tableNames(spool: Spool, prefix: string): (kind: string) => string {
  const names = [...spool.tables.keys()]
  const own = new Map(names.filter((name) => isOf(name, prefix)).map((name) => [oldTable(name)!.kind, name]))
  for (const kind of ['authors', 'authorprefs']) {
    const others = names.filter((name) => oldTable(name)?.kind === kind)
    if (!own.has(kind) && others.length === 1) own.set(kind, others[0]!)
  }
  return (kind) => own.get(kind) ?? `${prefix}fanfiction_${kind}`
}

/** The settings row names its content's prefix; it may lie in a table with another prefix. */
function findSettings(spool: Spool, prefix: string): { table: string; row: Row } | null {
  const tables = [...spool.tables.keys()].filter((name) => oldTable(name)?.kind === 'settings')
  const rows = tables.flatMap((table) => [...spool.rows(table, [])].map((row) => ({ table, row })))
  const own = rows.find(({ row }) => row.has('tableprefix') && folded(row.text('tableprefix')) === folded(prefix))
  const near = rows.find(({ table }) => isOf(table, prefix))
  return own ?? near ?? (rows.length === 1 ? rows[0]! : null)
}
