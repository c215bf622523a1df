import type { ColumnFate } from './columns.ts'

/**
 * `updated`: changed by a newer dump. `merged`: became part of something that another row made. `kept aside`: stored
 * as inert text. `dropped` rows are nowhere; each says why.
 */
export type Outcome = 'imported' | 'updated' | 'unchanged' | 'merged' | 'kept aside' | 'dropped'

/** `read` is the sum of the other six; `Ledger.faults` tells if not. */
export interface Counts {
  read: number
  imported: number
  updated: number
  /** There already, from an earlier run. */
  unchanged: number
  merged: number
  keptAside: number
  dropped: number
}

/** Counts values that are neither NULL nor empty. */
export interface ColumnReport extends Counts {
  column: string
  fate: ColumnFate
}

/** What happened to the rows of one table, named without its prefix. */
export interface TableReport extends Counts {
  table: string
  columns: ColumnReport[]
}

export interface ImportException {
  table: string
  /** The old number of the row; empty where it is about the table. */
  row: string
  outcome: Outcome
  message: string
}

/** A text that fills its column to the last byte, or nearly: the old database cut such texts without a word. */
export interface CutText {
  table: string
  row: string
  column: string
  bytes: number
}

export interface ImportReport {
  site: { name: string; prefix: string; version: string; url: string }
  dryRun: boolean
  verdict: Verdict
  tables: TableReport[]
  /** The first of every table; `onException` has seen them all. */
  exceptions: ImportException[]
  exceptionsInAll: number
  /** Sentences about the whole, such as how many chapters came without a text. */
  notes: string[]
  /** Counters of the old site beside the ones counted here. */
  totals: { name: string; old: number | null; now: number }[]
  /** The first of them; `cutTextsInAll` counts the others too. */
  cutTexts: CutText[]
  cutTextsInAll: number
  /** How many values were read as what: `ascii`, `utf-8`, `windows-1252` and so on. */
  decoding: Record<string, number>
}

export interface Verdict {
  /** Null where the sums do not add up: then `faults` says which, and there is no verdict. */
  line: string | null
  faults: string[]
}

export function noCounts(): Counts {
  return { read: 0, imported: 0, updated: 0, unchanged: 0, merged: 0, keptAside: 0, dropped: 0 }
}

export const COUNTED = {
  imported: 'imported',
  updated: 'updated',
  unchanged: 'unchanged',
  merged: 'merged',
  'kept aside': 'keptAside',
  dropped: 'dropped',
} as const satisfies Record<Outcome, keyof Counts>
