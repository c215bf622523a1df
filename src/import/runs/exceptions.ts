// The lines of a report about single rows: written beside a running import, read page by page.
import { createHash } from 'node:crypto'
import type { Db } from '../../store/database.ts'
import { type Paged, type Paging, offsetOf, paged } from '../../store/paging.ts'
import type { ImportException, Outcome } from '../efiction/report/report.ts'

const AT_ONCE = 500

export class ExceptionWriter {
  readonly #db: Db
  readonly #runId: number
  #waiting: ImportException[] = []
  #written: Promise<void> = Promise.resolve()
  #failure: unknown = null

  constructor(db: Db, runId: number) {
    this.#db = db
    this.#runId = runId
  }

  add(exception: ImportException): void {
    this.#waiting.push(exception)
    if (this.#waiting.length >= AT_ONCE) this.flush()
  }

  /** Fulfilled when all are written; throws what went wrong with any of them. */
  async finish(): Promise<void> {
    this.flush()
    await this.#written
    if (this.#failure) throw this.#failure
  }

  /** A server that is killed loses what waits. */
  flush(): void {
    const lines = this.#waiting
    this.#waiting = []
    if (lines.length === 0) return
    this.#written = this.#written.then(() => this.#write(lines)).catch((error) => void (this.#failure ??= error))
  }

  async #write(lines: readonly ImportException[]): Promise<void> {
    const rows = lines.map((line) => ({
      run_id: this.#runId,
      key: keyOf(line),
      table_name: line.table,
      old_id: line.row,
      outcome: line.outcome,
      message: line.message,
    }))
    await this.#db
      .insertInto('import_exception')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
}

/** Without the outcome: an import that goes on after a stop finds unchanged what it has brought over before. */
function keyOf({ table, row, message }: ImportException): string {
  return createHash('sha256').update(`${table}\0${row}\0${message}`).digest('base64url').slice(0, 20)
}

export async function forgetExceptions(db: Db, runId: number): Promise<void> {
  await db.deleteFrom('import_exception').where('run_id', '=', runId).execute()
}

export interface ExceptionFilter {
  table: string | null
  outcome: Outcome | null
}

export async function listExceptions(
  db: Db,
  runId: number,
  { table, outcome }: ExceptionFilter,
  paging: Paging,
): Promise<Paged<ImportException>> {
  let found = db.selectFrom('import_exception').where('run_id', '=', runId)
  if (table !== null) found = found.where('table_name', '=', table)
  if (outcome !== null) found = found.where('outcome', '=', outcome)
  const [{ total }, rows] = await Promise.all([
    found.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
    found
      .select(['table_name', 'old_id', 'outcome', 'message'])
      .orderBy('table_name')
      .orderBy('id')
      .limit(paging.perPage)
      .offset(offsetOf(paging))
      .execute(),
  ])
  return paged(rows.map(toException), Number(total), paging)
}

/** How many lines each table has with each outcome. */
export async function countExceptions(db: Db, runId: number) {
  const rows = await db
    .selectFrom('import_exception')
    .where('run_id', '=', runId)
    .select(['table_name as table', 'outcome', (eb) => eb.fn.countAll<number>().as('count')])
    .groupBy(['table_name', 'outcome'])
    .orderBy('table_name')
    .orderBy('outcome')
    .execute()
  return rows.map((row) => ({ ...row, outcome: row.outcome as Outcome, count: Number(row.count) }))
}

/** All of them, in the order in which they were told; a few thousand in memory at a time. */
export async function* eachException(db: Db, runId: number): AsyncGenerator<ImportException> {
  for (let last = 0; ;) {
    const rows = await db
      .selectFrom('import_exception')
      .select(['id', 'table_name', 'old_id', 'outcome', 'message'])
      .where('run_id', '=', runId)
      .where('id', '>', last)
      .orderBy('id')
      .limit(2000)
      .execute()
    if (rows.length === 0) return
    yield* rows.map(toException)
    last = rows.at(-1)!.id
  }
}

function toException(row: { table_name: string; old_id: string; outcome: string; message: string }): ImportException {
  return { table: row.table_name, row: row.old_id, outcome: row.outcome as Outcome, message: row.message }
}
