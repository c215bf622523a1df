// The imports of a running server: one at a time, beside the pages, told to whoever looks.
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import { Refusal, conflict } from '../../errors.ts'
import { recordAct } from '../../people/audit.ts'
import type { Member } from '../../people/viewer.ts'
import { type Hold, takeHold } from '../../store/hold.ts'
import type { Tables } from '../../store/tables.ts'
import { troubleOf } from '../trouble.ts'
import { ExceptionWriter, forgetExceptions } from './exceptions.ts'
import { type Answer, bringOver } from './bring-over.ts'
import { refuseOtherThanOwners } from './permissions.ts'
import { type Run, type RunOptions, type RunTask, findRun } from './run.ts'
import { RunRecord, saveRun } from './run-record.ts'
import { makeFolder, removeStrayUploads, removeUploads, withoutFolders } from './source-files.ts'

export interface ImportPlace {
  db: Kysely<Tables>
  log: Logger
  now: () => number
  /** Where named files lie, and uploads. */
  folder: string
  /** Of one upload. */
  maxBytes: number
  /** Told after an import that what is kept in memory may have changed. */
  forget?: () => void
}

const STARTED = { state: 'running', message: '', report: null, finished_at: null } as const
const BUSY = 'An import is at work already. Watch it or stop it before the next one.'

export class ImportRuns {
  readonly folder: string
  readonly maxBytes: number
  readonly #place: ImportPlace
  #stop: AbortController | null = null
  #runId: number | null = null
  #over: Promise<void> = Promise.resolve()

  constructor(place: ImportPlace) {
    this.#place = place
    this.folder = place.folder
    this.maxBytes = place.maxBytes
  }

  /** At the server's start: tidies up after one that was killed. */
  async open(): Promise<void> {
    const { db } = this.#place
    await makeFolder(this.folder)
    await this.settle()
    const runs = await db.selectFrom('import_run').select('options').execute()
    const known = runs.flatMap(({ options }) => (JSON.parse(options) as Partial<RunOptions>).uploads ?? [])
    await removeStrayUploads(this.folder, new Set(known))
  }

  /** Whoever ran an import that nobody holds any more is gone: it has stopped, and can go on. */
  async settle(): Promise<void> {
    const { db } = this.#place
    if (this.#runId !== null) return
    const running = await db.selectFrom('import_run').select('id').where('state', '=', 'running').execute()
    if (running.length === 0) return
    const hold = await takeHold(db, 'importing', 'alone')
    if (!hold) return
    const message = 'The server stopped in the midst of it. It can go on where it was.'
    await db.updateTable('import_run').set({ state: 'stopped', message }).where('state', '=', 'running').execute()
    await hold.release()
  }

  async create(owner: Member, options: RunOptions): Promise<number> {
    refuseOtherThanOwners(owner)
    const { db, now } = this.#place
    const { id } = await db
      .insertInto('import_run')
      .values({ state: 'waiting', options: JSON.stringify(options), account_id: owner.accountId, created_at: now() })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }

  /** Refuses with `conflict` while there is another import, on this server or another. */
  async start(owner: Member, runId: number, task: RunTask, changes: Partial<RunOptions> = {}): Promise<void> {
    refuseOtherThanOwners(owner)
    const { db, now } = this.#place
    if (this.#stop) throw conflict(BUSY)
    const stop = (this.#stop = new AbortController())
    let hold: Hold | null = null
    try {
      hold = await takeHold(db, 'importing', 'alone')
      if (!hold) throw conflict(BUSY)
      const run = await findRun(db, runId)
      refuseLate(run, task)
      const options = { ...run.options, ...changes }
      await saveRun(db, runId, { ...STARTED, options: JSON.stringify(options), progress: JSON.stringify({ task }) })
      const detail = { run: runId, task }
      await recordAct(db, { accountId: owner.accountId, action: 'import started', detail }, now())
      this.#runId = runId
      this.#over = this.#run({ ...run, options }, task, stop).finally(() => this.#end(hold!))
    } catch (error) {
      await hold?.release()
      this.#stop = null
      throw error
    }
  }

  async #end(hold: Hold): Promise<void> {
    this.#runId = null
    this.#stop = null
    await hold.release().catch((err: unknown) => this.#place.log.error({ err }, 'an import was not let go'))
    this.#place.forget?.()
  }

  async #run(run: Run, task: RunTask, stop: AbortController): Promise<void> {
    const { db, log, now } = this.#place
    try {
      // A preview's lines say what would happen; those of an import that goes on still say what did.
      if (run.progress.task === 'preview') await forgetExceptions(db, run.id)
      const record = new RunRecord(db, run.id, task, now())
      const answer = await this.#bringOver(run, task, record, stop.signal)
      await record.end(columnsOf(answer, task, now()), answer)
    } catch (err) {
      log.error({ err, run: run.id }, 'the end of an import was not written down')
    }
  }

  async #bringOver(run: Run, task: RunTask, record: RunRecord, signal: AbortSignal): Promise<Answer> {
    const { db, now } = this.#place
    const exceptions = new ExceptionWriter(db, run.id)
    try {
      const answer = await bringOver(db, run.options, {
        dryRun: task === 'preview',
        now: now(),
        signal,
        onProgress: (step) => {
          record.pace.see(step)
          exceptions.flush()
        },
        onException: (exception) => exceptions.add(exception),
      })
      await exceptions.finish()
      return answer
    } catch (error) {
      await exceptions.finish().catch(() => {})
      return this.#answerTo(error, { run, task, signal })
    }
  }

  #answerTo(error: unknown, { run, task, signal }: { run: Run; task: RunTask; signal: AbortSignal }): Answer {
    if (signal.aborted) return { state: 'stopped', message: 'It was stopped. It can go on where it was.' }
    if (error instanceof Refusal)
      return { state: 'failed', message: withoutFolders(error.message, run.options.uploads) }
    const trouble = troubleOf(error, { dataDir: this.folder, dryRun: task === 'preview' })
    if (trouble) return { state: 'failed', message: trouble }
    this.#place.log.error({ err: error }, 'an import failed')
    return { state: 'failed', message: 'This is our mistake, not yours. The server’s log tells more.' }
  }

  /** Takes effect between two transactions; `idle` tells when. */
  stop(owner: Member, runId: number): void {
    refuseOtherThanOwners(owner)
    if (this.#runId !== runId) throw conflict('This import is not at work on this server.')
    this.#stop?.abort()
  }

  /** Of a form that came to nothing. */
  async removeUploads(uploads: readonly string[]): Promise<void> {
    await removeUploads(this.folder, uploads)
  }

  /** Takes the uploads of an import away; without them it cannot go on. */
  async dropUploads(owner: Member, runId: number): Promise<void> {
    refuseOtherThanOwners(owner)
    if (this.#runId === runId) throw conflict('Stop the import first.')
    const { db } = this.#place
    const run = await findRun(db, runId)
    await removeUploads(this.folder, run.options.uploads)
    await saveRun(db, runId, { options: JSON.stringify({ ...run.options, uploads: [] }) })
  }

  /** Fulfilled when nothing is at work. */
  idle(): Promise<void> {
    return this.#over
  }

  /** Before the server ends. */
  async close(): Promise<void> {
    this.#stop?.abort()
    await this.#over
  }
}

function refuseLate({ state, progress }: Run, task: RunTask): void {
  if (state === 'finished') throw conflict('This import is over. Begin another one.')
  if (task === 'preview' && progress.task === 'import')
    throw conflict('This import has begun to write. Let it go on, or begin another one.')
}

function columnsOf({ state, message, report }: Answer, task: RunTask, now: number) {
  if (!report) return { state: state === 'done' ? ('failed' as const) : state, message }
  return {
    state: task === 'preview' ? ('waiting' as const) : ('finished' as const),
    message,
    report: JSON.stringify(report),
    source: report.site.name,
    finished_at: now,
  }
}
