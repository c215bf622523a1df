// Sites could share the members of a forum or of another site; then the dump has no table of members with their prefix.
import { SiteTables, value } from '../older-versions/site-tables.ts'
import type { RowValues } from '../row.ts'
import type { Spool } from '../spool.ts'
import { number, quote } from '../spool-sql.ts'
import { forumTable, oldTable } from '../table-names.ts'
import { type Member, forumColumns, readForumMember } from './forum-members.ts'

/** Where the old site says that a member has done something; of preferences, that one has logged in. */
const TRACES: readonly (readonly [string, string])[] = [
  ['stories', 'uid'],
  ['chapters', 'uid'],
  ['coauthors', 'uid'],
  ['series', 'uid'],
  ['reviews', 'uid'],
  ['favorites', 'uid'],
  ['comments', 'uid'],
  ['challenges', 'uid'],
  ['recommendations', 'uid'],
  ['authorprefs', 'uid'],
  ['authorinfo', 'uid'],
]

/** The share of a site's authors that a table of members must know to be theirs. */
const ENOUGH = 0.6
/** Less will do for a table of this program: nothing else could be meant, and members are deleted. */
const ENOUGH_HERE = 0.3
const BATCH = 500

/** Makes the table of members where there is none; says what it did. */
export function findMembers(spool: Spool, prefix: string): string[] {
  const tables = new SiteTables(spool, prefix)
  if (tables.has('authors')) return []
  const authors = numbersIn(tables, 'stories', 'uid')
  const others = [...spool.tables.keys()].filter((name) => oldTable(name)?.kind === 'authors')
  const shared = bestOf(spool, authors, ENOUGH_HERE, (name) => (others.includes(name) ? 'uid' : null))
  if (shared !== null) return useTable(tables, shared, others.length)

  const forum = bestOf(spool, authors, ENOUGH, (name) => forumColumns(spool, name)?.uid ?? null)
  return [forum === null ? membersFromTraces(tables) : membersOfForum(tables, forum)]
}

/** One other table of members is found by its name further on; of several, this one gets ours. */
function useTable(tables: SiteTables, name: string, candidates: number): string[] {
  if (candidates > 1) {
    const all = [...tables.spool.rows(name, [])]
    tables.spool.makeTable(tables.name('authors'), [...(tables.spool.tables.get(name)?.columns ?? [])])
    const columns = [...(tables.spool.tables.get(name)?.columns ?? [])]
    const rows = all.map((row) => Object.fromEntries(columns.map((column) => [column, row.raw(column)])))
    tables.spool.insert(tables.name('authors'), rows)
  }
  return [`The site has no members of its own; those of ${name} are taken.`]
}

/** The table that knows most of these numbers; null where none knows enough. */
function bestOf(
  spool: Spool,
  wanted: ReadonlySet<number>,
  enough: number,
  column: (name: string) => string | null,
): string | null {
  let best: { name: string; share: number } | null = null
  for (const name of spool.tables.keys()) {
    const uid = column(name)
    if (uid === null || wanted.size === 0) continue
    let known = 0
    for (const row of spool.rows(name, [])) if (wanted.has(row.integer(uid))) known++
    const share = known / wanted.size
    if (share >= enough && share > (best?.share ?? 0)) best = { name, share }
  }
  return best?.name ?? null
}

function numbersIn(tables: SiteTables, kind: string, column: string): Set<number> {
  if (!tables.hasColumn(kind, column)) return new Set()
  const query = `select distinct ${number(column)} as uid from ${quote(tables.name(kind))}`
  const rows = tables.spool.database.prepare(query).all()
  return new Set(rows.map(({ uid }) => Number(uid)).filter((uid) => uid > 0))
}

function traced(tables: SiteTables): Set<number> {
  return new Set(TRACES.flatMap(([kind, column]) => [...numbersIn(tables, kind, column)]))
}

function membersOfForum(tables: SiteTables, name: string): string {
  const wanted = traced(tables)
  const found: Member[] = []
  for (const row of tables.spool.rows(name, [])) {
    const member = readForumMember(row, forumColumns(tables.spool, name)!)
    if (wanted.delete(member.uid)) found.push(member)
  }
  const names = namesOf(tables, wanted)
  for (const uid of wanted) found.push(unknownMember(uid, names))
  addMembers(tables, found)
  const rest = (tables.spool.tables.get(name)?.rows ?? 0) - (found.length - wanted.size)
  const kind = { smf: 'SMF', phpbb: 'phpBB', fusion: 'PHP-Fusion' }[forumTable(name)!]
  const lost = wanted.size === 0 ? '' : ` ${wanted.size} were not in it and wait under the names their reviews have.`
  return `The site has no members of its own; the ${found.length} who left a trace were found in ${name} of the forum (${kind}), ${rest} others were left there.${lost}`
}

function membersFromTraces(tables: SiteTables): string {
  const wanted = traced(tables)
  const names = namesOf(tables, wanted)
  addMembers(
    tables,
    [...wanted].sort((a, b) => a - b).map((uid) => unknownMember(uid, names)),
  )
  return `The dump has no table of members: ${wanted.size} were made from what they left on the site, ${names.size} of them with the names of their reviews. They wait to be claimed. If they are in another database, export that table too.`
}

/** The name that a member's last review was signed with. */
function namesOf(tables: SiteTables, uids: ReadonlySet<number>): Map<number, Buffer> {
  const names = new Map<number, Buffer>()
  for (const row of tables.rows('reviews')) {
    const name = row.raw('reviewer')
    const uid = row.integer('uid')
    if (uids.has(uid) && name && name.length > 0) names.set(uid, name)
  }
  return names
}

function unknownMember(uid: number, names: ReadonlyMap<number, Buffer>): Member {
  const nothing = { realname: null, email: null, website: null, date: null, password: null }
  return { uid, penname: names.get(uid) ?? value(`Member ${uid}`), ...nothing }
}

function addMembers(tables: SiteTables, members: readonly Member[]): void {
  const table = tables.name('authors')
  const columns = 'uid penname realname email website bio image date admincreated password'.split(' ')
  tables.spool.makeTable(table, columns)
  const rows = members.map(({ uid, ...rest }): RowValues => ({
    ...rest,
    uid: value(uid),
    password: rest.password ?? value(0),
  }))
  for (let from = 0; from < rows.length; from += BATCH) tables.spool.insert(table, rows.slice(from, from + BATCH))
}
