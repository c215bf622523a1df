import { type SiteTables, value } from './site-tables.ts'

/** What the one number of a rating is the sum of; a fork has a column for each. */
const GATES = [
  ['rusersonly', 4],
  ['ageconsent', 2],
] as const

/** Brings the gates of ratings into the one number that all other versions have. */
export function gatesInColumns(tables: SiteTables): void {
  const own = GATES.filter(([column]) => tables.hasColumn('ratings', column))
  if (own.length === 0) return
  tables.change('ratings', (row) => {
    const before = row.integer('ratingwarning')
    const bits = own.reduce((sum, [column, bit]) => (row.flag(column) ? sum | bit : sum), before)
    return bits === before ? null : { ratingwarning: value(bits) }
  })
}
