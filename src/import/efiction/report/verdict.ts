import type { Ledger } from './ledger.ts'
import type { TableReport, Verdict } from './report.ts'
import { counted } from './counted.ts'

interface Kind {
  /** False where the dump was cut off. */
  isWhole: boolean
  dryRun: boolean
}

/** One line that says whether anything was lost. There is none where the sums do not add up. */
export function verdictOn(ledger: Ledger, { isWhole, dryRun }: Kind): Verdict {
  const faults = ledger.faults()
  if (faults.length > 0) return { line: null, faults }
  const tables = ledger.tables()
  const rows = sum(tables, 'read')
  const came = rows - sum(tables, 'keptAside') - sum(tables, 'dropped')
  const parts = [
    `${count(rows)} rows were read and all are accounted for: ${count(came)} ${dryRun ? 'for' : 'in'} the archive`,
    `${count(sum(tables, 'keptAside'))} kept aside as they were`,
    `${count(sum(tables, 'dropped'))} left out, each for the reason given`,
  ]
  const doubts = [
    ledger.unreadableRows > 0
      ? `${counted(ledger.unreadableRows, 'row lies', 'rows lie')} aside because the dump does not say which value is which (export once more, with the names of the columns)`
      : '',
    ledger.missingTexts > 0 ? `${counted(ledger.missingTexts, 'chapter has', 'chapters have')} no text` : '',
    ledger.cutTextsInAll > 0
      ? `${counted(ledger.cutTextsInAll, 'text looks', 'texts look')} cut off by the old database`
      : '',
    ...ledger.doubts,
    isWhole ? '' : 'the dump itself was cut off, so what followed is not in it',
  ].filter(Boolean)
  const lost = dryRun ? 'would be lost' : 'was lost'
  const head = doubts.length === 0 ? `Nothing ${lost}.` : `Nothing that the dump holds ${lost}, but ${join(doubts)}.`
  return { line: `${head} ${parts.join(', ')}.`, faults }
}

function sum(tables: readonly TableReport[], outcome: 'read' | 'keptAside' | 'dropped'): number {
  return tables.reduce((total, table) => total + table[outcome], 0)
}

function count(number: number): string {
  return number.toLocaleString('en')
}

function join(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
