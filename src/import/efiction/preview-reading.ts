import { isAscii, isUtf8 } from 'node:buffer'
import { setImmediate } from 'node:timers/promises'
import { type Charset, WINDOWS_1252, charsetNamed } from './read/charset.ts'
import { decode } from './read/decode.ts'
import type { RawValue } from './read/dump-event.ts'
import { type DumpOrServer, openDumpOrServer } from './read/open-dump-or-server.ts'
import { NO_TEXTS, readingOf } from './read/reading.ts'
import type { SiteInHand } from './read-site.ts'
import type { Spool } from './read/spool.ts'
import { oldTable } from './read/table-names.ts'

/** One value of the old site as it is read by default, and as it would be read in the character set that is asked for. */
export interface ReadingSample {
  /** Without prefix. */
  table: string
  /** The row's first value, mostly its number. */
  row: string
  before: string
  after: string
}

const MOST_SAMPLES = 10
const KEPT_OF_A_TABLE = MOST_SAMPLES
const CONTEXT = 60
/** More than any text has letters: what is no UTF-8 comes before what is. */
const UNCERTAIN = 1e9

interface Candidate extends ReadingSample {
  /** How many characters read differently, or may be wrong. */
  weight: number
}

/**
 * The ten values that a character set would change most, from as many tables as there are; empty where it changes
 * nothing. Reads the source to its end, and twice where the character set has Latin letters. Without a character set
 * ten values with letters beyond ASCII as they are read by default, the least certain first.
 */
export function previewReading(source: DumpOrServer, charset: string | null, prefix = ''): Promise<ReadingSample[]> {
  return sample(charset, () => rowsOfSource(source, prefix))
}

/** The same of a site that has been read; lets others in now and then. */
export function sampleSite({ spool, site, dump }: SiteInHand, charset: string | null): Promise<ReadingSample[]> {
  const usual = charsetNamed(dump.charset ?? '') ?? WINDOWS_1252
  return sample(charset, () => rowsOfSpool(spool, site.prefix), usual)
}

interface SampledRow {
  /** Without prefix. */
  table: string
  values: readonly RawValue[]
}

async function sample(
  charset: string | null,
  rows: () => AsyncIterable<readonly SampledRow[]>,
  usual = WINDOWS_1252,
): Promise<ReadingSample[]> {
  const reading = readingOf({ charset })
  let isAllUtf8 = false
  for (;;) {
    const samples = new Samples(charset === null ? null : reading.charset, isAllUtf8, usual)
    for await (const some of rows()) for (const row of some) samples.take(row)
    if (charset === null || isAllUtf8 || !reading.charset.isLatin || samples.sawOtherBytes) return samples.best()
    isAllUtf8 = true
  }
}

async function* rowsOfSource(source: DumpOrServer, prefix: string): AsyncGenerator<readonly SampledRow[]> {
  const dump = await openDumpOrServer(source, () => {})
  for await (const events of dump.events()) {
    yield events.flatMap((event) => {
      const table = event.kind === 'row' ? wantedTable(event.table, prefix) : null
      return event.kind === 'row' && table !== null ? [{ table, values: event.row }] : []
    })
  }
}

const BYTES_AT_ONCE = 1_000_000

async function* rowsOfSpool(spool: Spool, prefix: string): AsyncGenerator<readonly SampledRow[]> {
  for (const name of spool.tables.keys()) {
    const table = wantedTable(name, prefix)
    if (table === null) continue
    let some: SampledRow[] = []
    let bytes = 0
    for (const rows of [spool.rows(name, []), spool.misfitsOf(name)]) {
      for (const { cells } of rows) {
        bytes += cells.size
        // Most rows of most sites say nothing here.
        if (!isAscii(cells.bytes)) some.push({ table, values: cells.columns.names.map((_, place) => cells.at(place)) })
        if (bytes < BYTES_AT_ONCE) continue
        yield some
        await setImmediate()
        some = []
        bytes = 0
      }
    }
    yield some
  }
}

/** Null where its values are not to be shown. */
function wantedTable(name: string, prefix: string): string | null {
  const old = oldTable(name)
  if (!old || NO_TEXTS.has(old.kind)) return null
  return prefix === '' || old.prefix.toLowerCase() === prefix.toLowerCase() ? old.kind : null
}

class Samples {
  sawOtherBytes = false
  readonly #charset: Charset | null
  readonly #isAllUtf8: boolean
  /** What bytes mean by default. */
  readonly #usual: Charset
  readonly #byTable = new Map<string, Candidate[]>()

  constructor(charset: Charset | null, isAllUtf8: boolean, usual: Charset) {
    this.#charset = charset
    this.#isAllUtf8 = isAllUtf8
    this.#usual = usual
  }

  take({ table, values }: SampledRow): void {
    for (const value of values) if (value && !isAscii(value)) this.#takeValue(table, values, value)
  }

  #takeValue(table: string, row: readonly RawValue[], value: Buffer): void {
    this.sawOtherBytes ||= !isUtf8(value)
    const before = decode(value, this.#usual).text
    const after = this.#charset ? decode(value, this.#charset, this.#isAllUtf8).text : before
    if (this.#charset && before === after) return
    const weight = differences(before, after) + (this.#charset || isUtf8(value) ? 0 : UNCERTAIN)
    const kept = this.#byTable.get(table) ?? []
    this.#byTable.set(table, kept)
    if (kept.length === KEPT_OF_A_TABLE && kept.at(-1)!.weight >= weight) return
    const number = row[0]?.toString('latin1', 0, 20) ?? ''
    const lines = this.#charset ? aroundDifference(before, after) : aroundLetter(before)
    kept.push({ table, row: number, weight, ...lines })
    kept.sort((a, b) => b.weight - a.weight)
    kept.length = Math.min(kept.length, KEPT_OF_A_TABLE)
  }

  /** The best of every table, then the second best of every table, and so on. */
  best(): ReadingSample[] {
    const tables = [...this.#byTable.values()]
    const turns = Array.from({ length: KEPT_OF_A_TABLE }, (_, turn) => tables.flatMap((kept) => kept[turn] ?? []))
    const chosen = turns.flatMap((turn) => turn.sort((a, b) => b.weight - a.weight)).slice(0, MOST_SAMPLES)
    return chosen.map(({ table, row, before, after }) => ({ table, row, before, after }))
  }
}

/** Of a long text the characters that are not plain; counting them is enough to tell more from less. */
function differences(before: string, after: string): number {
  return Math.max(before.replace(/[\0-\x7f]/g, '').length, after.replace(/[\0-\x7f]/g, '').length)
}

function aroundDifference(before: string, after: string): { before: string; after: string } {
  let first = 0
  while (before[first] === after[first]) first++
  const from = Math.max(0, first - CONTEXT / 2)
  return { before: lineOf(before, from), after: lineOf(after, from) }
}

function aroundLetter(text: string): { before: string; after: string } {
  const line = lineOf(text, Math.max(0, text.search(/[^\0-\x7f]/) - CONTEXT / 2))
  return { before: line, after: line }
}

function lineOf(text: string, from: number): string {
  const line = text
    .slice(from, from + CONTEXT * 2)
    .toWellFormed()
    .replace(/<[^<>]*>?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return `${from > 0 ? '…' : ''}${line}${text.length > from + CONTEXT * 2 ? '…' : ''}`
}
