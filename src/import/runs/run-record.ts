import type { Db } from '../../store/database.ts'
import type { ImportRunTable } from '../../store/tables/site.ts'
import { Pace } from '../pace.ts'
import type { RunProgress, RunTask } from './run.ts'

const SAVED_EVERY_MS = 1000

type Columns = Partial<Omit<ImportRunTable, 'id' | 'source' | 'options' | 'progress' | 'message'>> & {
  source?: string
  options?: string
  progress?: string
  message?: string
}

export type Found = Partial<Pick<RunProgress, 'sites' | 'samples'>>

/** Keeps the row of one import up to date while it is at work. */
export class RunRecord {
  readonly pace = new Pace(Date.now)
  readonly #db: Db
  readonly #runId: number
  readonly #task: RunTask
  readonly #startedAt: number
  readonly #ticking: NodeJS.Timeout
  #saving: Promise<void>

  constructor(db: Db, runId: number, task: RunTask, startedAt: number) {
    this.#db = db
    this.#runId = runId
    this.#task = task
    this.#startedAt = startedAt
    this.#saving = this.#save({ progress: this.#progress() })
    this.#ticking = setInterval(() => this.#tick(), SAVED_EVERY_MS)
  }

  /** Only the last telling has to succeed. */
  #tick(): void {
    this.#saving = this.#saving.then(() => this.#save({ progress: this.#progress() })).catch(() => {})
  }

  async end(columns: Columns, found: Found): Promise<void> {
    clearInterval(this.#ticking)
    await this.#saving.catch(() => {})
    await this.#save({ ...columns, progress: this.#progress(found) })
  }

  #progress({ sites = [], samples = [] }: Found = {}): string {
    const { pace } = this
    const told: RunProgress = {
      task: this.#task,
      startedAt: this.#startedAt,
      phases: pace.phases(),
      current: pace.current()?.phase ?? null,
      overall: pace.overall(),
      sites,
      samples,
    }
    return JSON.stringify(told)
  }

  #save(columns: Columns): Promise<void> {
    return saveRun(this.#db, this.#runId, columns)
  }
}

export async function saveRun(db: Db, runId: number, columns: Columns): Promise<void> {
  await db.updateTable('import_run').set(columns).where('id', '=', runId).execute()
}
