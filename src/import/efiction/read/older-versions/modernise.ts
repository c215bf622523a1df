// Rows of older versions take the shape of the last ones, so that nobody further on has to know of them.
import type { Spool } from '../spool.ts'
import { datesBefore } from './dates-before.ts'
import { gatesInColumns } from './gates-in-columns.ts'
import { membersPreferences } from './members-preferences.ts'
import { momentsInUtc } from './moments-in-utc.ts'
import { namesToNumbers } from './names-to-numbers.ts'
import { renameColumns } from './renamed-columns.ts'
import { SiteTables } from './site-tables.ts'
import { isOfChapters, splitStories } from './stories-of-chapters.ts'
import { textsInSettings } from './texts-in-settings.ts'

/** Works on the tables of the site with this prefix; says what it did. Looks at tables and columns only. */
export function modernise(spool: Spool, prefix: string): string[] {
  const tables = new SiteTables(spool, prefix)
  spool.database.exec('begin')
  if (isOfChapters(tables)) splitStories(tables)
  renameColumns(tables)
  gatesInColumns(tables)
  namesToNumbers(tables)
  membersPreferences(tables)
  textsInSettings(tables)
  momentsInUtc(tables)
  datesBefore(tables)
  spool.database.exec('commit')
  return tables.notes
}
