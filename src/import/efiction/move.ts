import { gatherStatistics } from '../../store/statistics.ts'
import type { KnownId, LegacyKind } from './legacy.ts'
import { keepAside } from './keep-rows.ts'
import { type Sorted, writeBatch } from './move-batch.ts'
import type { Move, Moving, OldRow, Ready } from './moving.ts'
import type { LeftOut } from './read/packed-rows.ts'
import type { Row } from './read/row.ts'
import { Vanished } from './vanished.ts'
import { secretColumns } from './report/columns.ts'
import { fingerprintOf, fingerprintWithout } from './written.ts'

const MAX_BATCH_BYTES = 1024 * 1024

/** Brings over one table in batches, each in its own transaction together with its old numbers. */
export async function moveRows<Prepared = void>(move: Move, moving: Moving<Prepared>): Promise<void> {
  const name = move.site.table(moving.table)
  const key = moving.key ?? moving.order.slice(0, 1)
  const total = move.spool.tables.get(name)?.rows ?? 0
  // A number stands once in a table, so that the rows of a first run need not be looked for.
  const isFirst = !(await move.legacy.hasAny(move.db, moving.legacy))
  await readTable(move, moving.table)
  for (const rows of move.spool.tables.get(name)?.misfits.values() ?? []) move.ledger.unreadableRows += rows
  move.moved.add(moving.table)
  move.spool.sortBy(name, moving.order)
  const numbers = new Numbers(moving.idOf ? null : move.spool.repeated(name, key), secretColumns(moving.table))

  const vanished = await watchVanished(move, moving)

  let done = 0
  let grownTo = 500
  let batch: OldRow[] = []
  let aside: (OldRow & { why: string })[] = []
  let copies: OldRow[] = []
  let bytes = 0
  const ahead: Ahead<Prepared>[] = []
  const writeNext = async () => {
    const { sorted, aside, copies, done } = ahead.shift()!
    // First of all, so that what it remarks stands before what this does, however long the database takes.
    const ready = await sorted
    for (const { id, row } of copies) move.ledger.settle(moving.table, row, 'dropped', id, COPY)
    if (aside.length > 0) await keepAside(move, moving.table, aside)
    if (ready !== null) await writeBatch(move, moving, ready)
    if (done >= grownTo) {
      await gatherStatistics(move.db)
      grownTo = done * 10
    }
    await move.goOn()
    move.tell({ phase: moving.phase, done, total })
  }
  const flush = async () => {
    if (batch.length + aside.length + copies.length === 0) return
    const sorted = batch.length > 0 ? sortBatch(move, moving, { batch, vanished, isFirst }) : null
    sorted?.catch(() => {})
    ahead.push({ sorted, aside, copies, done })
    batch = []
    aside = []
    copies = []
    bytes = 0
    while (ahead.length > (moving.ahead ?? 0)) await writeNext()
  }
  try {
    for (const row of move.spool.rows(name, moving.order)) {
      done++
      const id = moving.idOf?.(row) ?? key.map((column) => row.integer(column)).join('/')
      const place = moving.idOf ? { id, why: null } : numbers.take(id, row)
      if (place === 'a copy') copies.push({ id, row })
      else if (place.why !== null) aside.push({ id: place.id, row, why: place.why })
      else {
        moving.each?.(row)
        batch.push({ id: place.id, row })
      }
      bytes += row.bytes()
      if (batch.length + aside.length + copies.length >= (moving.batch ?? 1000) || bytes > MAX_BATCH_BYTES)
        await flush()
    }
    await flush()
    while (ahead.length > 0) await writeNext()
    await vanished?.tell(moving.table)
  } finally {
    await Promise.allSettled(ahead.map(({ sorted }) => sorted))
  }
}

/** Some rows on their way to be written, in their order. */
interface Ahead<Prepared> {
  /** Null where none is to be brought over. */
  sorted: Promise<Sorted<Prepared>> | null
  aside: readonly (OldRow & { why: string })[]
  copies: readonly OldRow[]
  /** How many rows of the table have been seen with these. */
  done: number
}

const COPY = 'the same row stands there twice'

/** Finds rows whose number is taken, or is none. */
class Numbers {
  /** By number, of those that occur more than once: the fingerprints seen so far. */
  readonly #seen = new Map<string, Set<string>>()
  readonly #repeated: ReadonlyMap<string, number> | null
  /** Columns that a row lacks when it is read again. */
  readonly #secret: LeftOut

  /** `repeated` is null where the columns are missing: then any number may occur again. */
  constructor(repeated: ReadonlyMap<string, number> | null, secret: LeftOut) {
    this.#repeated = repeated
    this.#secret = secret
  }

  /** Where `why` is not null the row must be kept aside, for that reason. */
  take(id: string, row: Row): { id: string; why: string | null } | 'a copy' {
    if (this.#repeated && !this.#repeated.has(id) && id !== NONE) return { id, why: null }
    const fingerprint = fingerprintWithout(this.#secret, [row])
    const seen = this.#seen.get(id)
    if (seen?.has(fingerprint)) return 'a copy'
    this.#seen.set(id, (seen ?? new Set()).add(fingerprint))
    // Elsewhere 0 means "none": nothing may take this row for its own.
    if (id === NONE) return { id: `${id}#${fingerprint}`, why: null }
    return seen
      ? { id: `${id}#${fingerprint}`, why: 'its number occurs twice; the first row was taken' }
      : { id, why: null }
  }
}

const NONE = '0'

async function sortBatch<Prepared>(
  move: Move,
  moving: Moving<Prepared>,
  { batch, vanished, isFirst }: { batch: readonly OldRow[]; vanished: Vanished | null; isFirst: boolean },
): Promise<Sorted<Prepared>> {
  const known = isFirst ? NONE_KNOWN : await knownAmong(move, moving.legacy, batch)
  vanished?.meet([...known.values()].map(({ newId }) => newId))
  const fresh: OldRow[] = []
  const changed: Sorted<Prepared>['changed'] = []
  const same: OldRow[] = []
  for (const old of batch) {
    const before = known.get(old.id)
    if (!before) {
      fresh.push(old)
      continue
    }
    const fingerprint = fingerprintIn(moving, old)
    if (before.fingerprint === fingerprint && !(move.readsAgain && moving.amend)) same.push(old)
    else changed.push({ ...old, ...before, now: fingerprint })
  }
  return { fresh, changed, same, ready: fresh.length > 0 ? await readyOf(moving, fresh) : null }
}

function fingerprintIn<Prepared>({ beside }: Moving<Prepared>, { row }: OldRow): string {
  return fingerprintOf(row, ...(beside?.(row) ?? []))
}

async function readyOf<Prepared>(moving: Moving<Prepared>, fresh: readonly OldRow[]): Promise<Ready<Prepared>> {
  if (moving.ready) return moving.ready(fresh)
  const fingerprints = new Map(fresh.map((old) => [old.id, fingerprintIn(moving, old)]))
  const prepared = (await moving.prepare?.(fresh)) as Prepared
  return { prepared, fingerprints, written: null, packed: null }
}

async function watchVanished<Prepared>(move: Move, moving: Moving<Prepared>): Promise<Vanished | null> {
  const isTold = move.isWhole && !move.readsAgain && !moving.sharesNumbers
  return isTold && move.spool.tables.has(move.site.table(moving.table)) ? Vanished.watch(move, moving.legacy) : null
}

const NONE_KNOWN: ReadonlyMap<string, KnownId> = new Map()

function knownAmong(move: Move, kind: LegacyKind, batch: readonly OldRow[]) {
  return move.legacy.known(
    move.db,
    kind,
    batch.map(({ id }) => id),
  )
}

/** Counts the rows of a table as read, and keeps those aside that have no columns to be read by. */
export async function readTable(move: Move, table: string): Promise<void> {
  const spooled = move.spool.tables.get(move.site.table(table))
  move.ledger.read(table, spooled?.rows ?? 0)
  for (const [values, rows] of spooled?.misfits ?? []) {
    const message = `${rows} rows have ${values} values; no known version has so many, and the dump names no columns`
    move.ledger.remark(table, '', message, 'kept aside')
  }
  if (spooled && spooled.misfits.size > 0) await keepMisfits(move, table)
}

async function keepMisfits(move: Move, table: string): Promise<void> {
  const rows = [...move.spool.misfitsOf(move.site.table(table))]
  for (let from = 0; from < rows.length; from += 400) {
    await keepAside(
      move,
      table,
      rows.slice(from, from + 400).map((row) => ({ id: `#${fingerprintOf(row)}`, row, why: null })),
    )
  }
}
