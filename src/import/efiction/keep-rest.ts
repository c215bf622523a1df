import { keepAside, keepSingle, keepTableBytes } from './keep-rows.ts'
import { readTable } from './move.ts'
import type { Move, OldRow } from './moving.ts'
import { TYPE_ROWS } from './read/kept-rows.ts'
import { Row } from './read/row.ts'
import { oldTable } from './read/table-names.ts'
import { fingerprintOf } from './written.ts'

/** Tables that nobody would want back: each with the reason that the report gives. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  online: 'who was on the old site when it was exported',
  stats: 'old counters; the archive counts anew',
}

const BATCH = 400

/** Keeps every table of the site that has no counterpart here aside, row by row, and the bytes of those that moved. */
export async function keepRest(move: Move, moved: ReadonlySet<string>): Promise<void> {
  for (const { name } of move.spool.tables.values()) {
    const { prefix, kind } = oldTable(name)!
    if (name === move.site.table(kind) && LEFT_OUT[kind] === undefined) await keepTypes(move, kind)
    if (moved.has(kind)) {
      if (name === move.site.table(kind) && !move.moved.has(kind) && !move.readsAgain) await keepTableBytes(move, kind)
      continue
    }
    if (prefix.toLowerCase() !== move.site.prefix.toLowerCase()) continue
    if (LEFT_OUT[kind] === undefined) await keepTable(move, kind, name)
    else leaveTable(move, kind, name)
  }
}

/** Where a list fills its column its last number may be cut, so the widths are worth keeping. */
async function keepTypes(move: Move, kind: string): Promise<void> {
  const widths = move.spool.tables.get(move.site.table(kind))?.widths ?? new Map<string, number>()
  if (widths.size === 0) return
  const types = [...widths].map(([column, width]) => [column, Buffer.from(`varchar(${width})`)])
  await keepSingle(move, TYPE_ROWS, { id: kind, row: new Row(Object.fromEntries(types)) })
}

function leaveTable({ spool, ledger }: Move, kind: string, name: string): void {
  const rows = spool.tables.get(name)!.rows
  ledger.read(kind, rows)
  ledger.drop(kind, rows, [...spool.rows(name, []), ...spool.misfitsOf(name)])
  if (rows > 0) ledger.remark(kind, '', LEFT_OUT[kind]!, 'dropped')
}

async function keepTable(move: Move, kind: string, name: string): Promise<void> {
  await readTable(move, kind)
  let batch: (OldRow & { why: null })[] = []
  let rows = 0
  for (const row of move.spool.rows(name, [])) {
    batch.push({ id: fingerprintOf(row), row, why: null })
    rows++
    if (batch.length < BATCH) continue
    await keepAside(move, kind, batch)
    await move.goOn()
    batch = []
  }
  await keepAside(move, kind, batch)
  if (rows > 0) move.ledger.remark(kind, '', 'has no counterpart here; kept as plain text for the owner', 'kept aside')
}
