import type { RowValues } from '../row.ts'
import { type SiteTables, value } from './site-tables.ts'

const COLUMNS = 'newreviews newrespond ageconsent alertson validated userskin level categories contact'.split(' ')
const BATCH = 500

/** Before 3.0 the preferences of members stood beside their names. */
export function membersPreferences(tables: SiteTables): void {
  if (tables.count('authorprefs') > 0 || !tables.hasColumn('authors', 'level')) return
  const table = tables.name('authorprefs')
  tables.spool.makeTable(table, ['uid', ...COLUMNS, 'sortby', 'storyindex'])
  const [settings] = [...tables.rows('settings')]
  const site = { sortby: settings?.raw('defaultsort') ?? null, storyindex: settings?.raw('displayindex') ?? null }
  let rows: RowValues[] = []
  let made = 0
  const flush = () => {
    tables.spool.insert(table, rows)
    made += rows.length
    rows = []
  }
  for (const row of tables.rows('authors')) {
    const own = Object.fromEntries(COLUMNS.map((column) => [column, row.raw(column)]))
    // 1 was yes; what else stood there meant that nobody had been asked.
    rows.push({ uid: row.raw('uid'), ...own, ageconsent: value(row.integer('ageconsent') === 1 ? 1 : 0), ...site })
    if (rows.length >= BATCH) flush()
  }
  flush()
  tables.notes.push(`The preferences of ${made} members stood beside their names, as before version 3.`)
}
