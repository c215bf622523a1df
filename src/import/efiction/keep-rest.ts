import { keepAside } from './keep-rows.ts'
import { readTable } from './move.ts'
import type { Move, OldRow } from './moving.ts'
import { oldTable } from './read/table-names.ts'
import { fingerprintOf } from './written.ts'

/** Tables that nobody would want back: each with the reason that the report gives. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  online: 'who was on the old site when it was exported',
  stats: 'old counters; the archive counts anew',
}

const BATCH = 400

/** Keeps every table of the site that has no counterpart here aside, row by row. */
export async function keepRest(move: Move, moved: ReadonlySet<string>): Promise<void> {
  for (const { name } of move.spool.tables.values()) {
    const { prefix, kind } = oldTable(name)!
    if (prefix.toLowerCase() !== move.site.prefix.toLowerCase() || moved.has(kind)) continue
    if (LEFT_OUT[kind] === undefined) await keepTable(move, kind, name)
    else leaveTable(move, kind, name)
  }
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
