import { quote } from '../spool-sql.ts'
import { type SiteTables, value } from './site-tables.ts'

/**
 * In 1.x every chapter was a row of stories, and `psid` the number of the first. An update that broke off has copied some
 * of them to the table of chapters; it takes the column away at its end.
 */
export function isOfChapters(tables: SiteTables): boolean {
  return (
    tables.hasColumn('stories', 'psid') && (tables.hasColumn('stories', 'chapter') || tables.count('chapters') === 0)
  )
}

/** What a work has once; for later chapters it goes into a table of its own, to be kept aside. */
const OF_THE_FIRST = 'title summary catid gid charid wid rid date updated featured completed rr'.split(' ')

const PSID = `cast(coalesce(psid, '0') as integer)`
const SID = `cast(coalesce(sid, '0') as integer)`

/** Each row becomes a chapter of the same number; the first of each story stays a story. */
export function splitStories(tables: SiteTables): void {
  const { spool } = tables
  const [stories, chapters] = [tables.name('stories'), tables.name('chapters')]
  const columns =
    'chapid title inorder notes storytext endnotes validated wordcount rating reviews sid uid count'.split(' ')
  const details = tables.name('chapter_details')
  spool.makeTable(chapters, columns)
  const copied = new Set(Array.from(tables.rows('chapters'), (row) => row.integer('chapid')))
  const summaries = new Map<number, string>()
  for (const row of tables.rows('stories')) {
    if (row.integer('psid') === row.integer('sid')) {
      summaries.set(row.integer('sid'), row.raw('summary')?.toString('latin1') ?? '')
    }
  }
  for (const row of tables.rows('stories')) {
    const [sid, psid] = [row.integer('sid'), row.integer('psid') || row.integer('sid')]
    const summary = row.raw('summary')
    const isOwn = sid !== psid && summary !== null && summary.toString('latin1') !== summaries.get(psid)
    if (sid !== psid) {
      const own = Object.fromEntries(OF_THE_FIRST.map((column) => [column, row.raw(column)]))
      spool.insert(details, [{ ...own, sid: row.raw('sid') }])
    }
    if (copied.has(sid)) continue
    spool.insert(chapters, [
      {
        chapid: row.raw('sid'),
        title: row.raw('chapter'),
        // From 0 there, from 1 in all versions since.
        inorder: value(row.integer('inorder') + 1),
        notes: isOwn ? summary : null,
        storytext: row.raw('storytext'),
        endnotes: null,
        validated: row.raw('validated'),
        wordcount: row.raw('wordcount'),
        rating: null,
        reviews: row.raw('numreviews') ?? row.raw('reviews'),
        sid: value(psid),
        uid: row.raw('uid'),
        count: row.raw('counter') ?? row.raw('count'),
      },
    ])
  }
  const rows = tables.count('stories')
  spool.remove(stories, `${PSID} not in (0, ${SID})`)
  for (const column of ['storytext', 'chapter', 'inorder']) spool.dropColumn(stories, column)
  pointToFirst(tables, stories)
  tables.notes.push(
    `${rows} rows of stories were chapters, as in version 1: they make ${tables.count('stories')} works. Genres, ratings and dates are those of each first chapter; what later chapters had of their own is kept aside.`,
  )
}

/** Favourites were of the chapter that was open. */
function pointToFirst(tables: SiteTables, stories: string): void {
  if (!tables.hasColumn('favstor', 'sid')) return
  const chapters = tables.name('chapters')
  const index = `"chapters of ${stories} by number"`
  tables.spool.database.exec(`create index ${index} on ${quote(chapters)} (cast(chapid as integer))`)
  const find = tables.spool.database.prepare(
    `select sid from ${quote(chapters)} where cast(chapid as integer) = ? limit 1`,
  )
  tables.change('favstor', (row) => {
    const found = find.get(row.integer('sid'))
    return found ? { sid: found.sid as Uint8Array } : null
  })
}
