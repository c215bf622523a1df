import { invalid } from '../../../errors.ts'
import { findMembers } from './bridges/find-members.ts'
import { modernise } from './older-versions/modernise.ts'
import { plain } from '../text/to-text.ts'
import { Row } from './row.ts'
import type { Spool } from './spool.ts'
import { forumTable, oldTable } from './table-names.ts'

/** Which tables of a dump belong to the site that moves in. */
export interface OldSite {
  prefix: string
  /** Empty where the dump holds no settings of this site. */
  settings: Row
  /** The full name of a table of this site, as `stories`. It may be absent from the dump. */
  table(kind: string): string
  /** What had to be guessed or brought into another shape. */
  notes: readonly string[]
  /** Why there may have been more of it, in words that follow a "but". */
  doubts: readonly string[]
}

/** A site that a dump holds, and how much of it. */
export interface Candidate {
  prefix: string
  /** Empty where the dump has no settings of it. */
  name: string
  stories: number
  chapters: number
  members: number
  reviews: number
}

/** Tables that every site has since 3.0, though they may be empty. */
const EXPECTED =
  'authorprefs categories characters chapters classes classtypes inseries messages ratings reviews series'
const ENOUGH_TABLES = 12

interface Beside {
  /** Tables of other programs, for the sentence that says so. */
  foreign?: Iterable<string>
  /** What the archive knows the site by, whose rows are read again: all lie in tables without a prefix. */
  key?: string
}

/**
 * Brings the tables of the site into the shape of the last versions. Refuses with `invalid` when the dump holds no
 * site, or several and `prefix` does not say which.
 */
export function findSite(spool: Spool, prefix: string | null, { foreign = [], key }: Beside = {}): OldSite {
  const chosen = choosePrefix(spool, prefix, foreign)
  refuseWithoutRows(spool, chosen)
  const notes = [...spool.guesses(chosen), ...modernise(spool, chosen)]
  refuseWithoutChapters(spool, tableNames(spool, chosen))
  notes.push(...findMembers(spool, chosen))
  for (const name of spool.tables.keys()) if (forumTable(name)) spool.forget(name)
  const found = findSettings(spool, chosen, key)
  const named = tableNames(spool, chosen)
  const table = (kind: string) => (kind === 'settings' && found ? found.table : named(kind))
  const site = { prefix: chosen, settings: found?.row ?? new Row({}), table, notes }
  const missing = missingTables(spool, site)
  const doubts = emptyTables(spool, site)
  if (missing.length === 0) return { ...site, doubts }
  notes.push(`The dump lacks ${missing.join(', ')}: was it cut off, or exported in part?`)
  return { ...site, doubts: ['the dump lacks tables that every site has', ...doubts] }
}

/** Every site has settings and one member at least. */
function refuseWithoutRows(spool: Spool, prefix: string): void {
  const own = [...spool.tables.values()].filter(({ name }) => isOf(name, prefix))
  if (own.some(({ rows }) => rows > 0)) return
  const what = 'The dump tells what the tables of the site look like, but holds none of their rows.'
  throw invalid({
    dump: `${what} Export structure and data into SQL (by phpMyAdmin, or by mysqldump without --no-data and --tab).`,
  })
}

/** Tables that are there without a row, though rows of others say that they had some. */
function emptyTables(spool: Spool, { table }: Pick<OldSite, 'table'>): string[] {
  const rows = (kind: string) => spool.tables.get(table(kind))?.rows ?? 0
  const doubts: string[] = []
  if (rows('stories') === 0) return doubts
  if (rows('chapters') === 0) doubts.push('the dump has stories and not one chapter')
  if (rows('reviews') === 0 && rows('comments') === 0 && spool.sum(table('stories'), 'reviews') > 0) {
    doubts.push('its stories count reviews and the dump has not one')
  }
  return doubts
}

/** Members can be made from what they left; chapters cannot. */
function refuseWithoutChapters(spool: Spool, table: OldSite['table']): void {
  if (spool.tables.has(table('chapters'))) return
  const missing = ['chapters', 'authors'].map(table).filter((name) => !spool.tables.has(name))
  throw invalid({ dump: `The dump has no table ${missing.join(' and no table ')}. Export all tables of the site.` })
}

/** The sites in a dump, those with most stories first. */
export function listSites(spool: Spool): Candidate[] {
  return prefixesIn(spool)
    .map((prefix) => candidateOf(spool, prefix))
    .sort((a, b) => b.stories - a.stories)
}

function candidateOf(spool: Spool, prefix: string): Candidate {
  const table = tableNames(spool, prefix)
  const count = (kind: string) => spool.tables.get(table(kind))?.rows ?? 0
  const settings = findSettings(spool, prefix)
  const name = settings ? plain(settings.row, 'sitename') : ''
  const [stories, chapters] = [count('stories'), count('chapters')]
  return { prefix, name, stories, chapters, members: count('authors'), reviews: count('reviews') }
}

/** A copy that somebody made of the one table, or a table that was only ever created, is no second site. */
function prefixesIn(spool: Spool): string[] {
  const all = [...spool.tables.values()].filter(({ name }) => oldTable(name)?.kind === 'stories')
  const others = (prefix: string, kind: string) => spool.tables.has(tableNames(spool, prefix)(kind))
  const whole = all.filter((table) => others(prefixOf(table.name), 'chapters') || table.columns.has('psid'))
  const found = whole.length > 0 ? whole : all
  const filled = found.filter(({ name, rows }) => {
    const chapters = spool.tables.get(tableNames(spool, prefixOf(name))('chapters'))
    return rows > 0 || (chapters?.rows ?? 0) > 0
  })
  return (filled.length > 0 ? filled : found).map(({ name }) => prefixOf(name))
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

function choosePrefix(spool: Spool, wanted: string | null, foreign: Iterable<string>): string {
  const prefixes = prefixesIn(spool)
  if (prefixes.length === 0) throw invalid({ dump: noSite(spool, foreign) })
  if (wanted === null && prefixes.length === 1) return prefixes[0]!
  const found = wanted === null ? undefined : findWanted(prefixes, wanted)
  if (found !== undefined) return found

  const list = listSites(spool).map(lineOf).join('\n')
  const why = wanted === null ? 'The dump holds several sites.' : `The dump holds no site with the prefix "${wanted}".`
  throw invalid({ prefix: `${why} Choose one:\n${list}` })
}

function lineOf({ prefix, name, stories, chapters, members, reviews }: Candidate): string {
  const counts = `${stories} stories, ${chapters} chapters, ${members} members, ${reviews} reviews`
  return `  --prefix "${prefix || 'fanfiction_'}"  ${counts}${name === '' ? '' : ` (${name})`}`
}

function noSite(spool: Spool, foreign: Iterable<string>): string {
  const found = [...spool.tables.keys(), ...foreign].slice(0, 5).join(', ')
  const hint = found === '' ? '' : ` (only ${found})`
  return `The dump holds no eFiction site: there is no table whose name ends in fanfiction_stories${hint}.`
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

/** The settings row names its content's prefix; it may lie in a table with another prefix, beside those of other sites. */
function findSettings(spool: Spool, prefix: string, key?: string): { table: string; row: Row } | null {
  const tables = [...spool.tables.keys()].filter((name) => oldTable(name)?.kind === 'settings')
  const rows = tables.flatMap((table) => [...spool.rows(table, [])].map((row) => ({ table, row })))
  const own = rows.filter(({ row }) => row.has('tableprefix') && folded(row.text('tableprefix')) === folded(prefix))
  const known = key === undefined ? undefined : rows.find(({ row }) => isKeyOf(row.text('sitekey').trim(), key))
  const near = rows.find(({ table }) => isOf(table, prefix))
  const ownAndNear = own.find(({ table }) => isOf(table, prefix))
  return known ?? ownAndNear ?? own[0] ?? near ?? (rows.length === 1 ? rows[0]! : null)
}

/** The second of two sites with one key has a number behind it. */
function isKeyOf(sitekey: string, key: string): boolean {
  return sitekey !== '' && key.replace(/-[0-9]+$/, '') === sitekey.replace(/-[0-9]+$/, '')
}

/** A dump that ended between two tables looks whole. */
function missingTables(spool: Spool, { prefix, table }: Pick<OldSite, 'prefix' | 'table'>): string[] {
  const own = [...spool.tables.keys()].filter((name) => isOf(name, prefix))
  const missing = EXPECTED.split(' ').filter((kind) => !spool.tables.has(table(kind)))
  return own.length < ENOUGH_TABLES ? [] : missing.map(table)
}
