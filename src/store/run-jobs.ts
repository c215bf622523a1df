import type { Db } from './database.ts'
import { failJob, finishJob, type Job, takeJob } from './jobs.ts'

/** Does one job. `payload` is what was queued; throwing puts the job back for later. Must be safe to run twice. */
export type JobHandler = (payload: unknown, job: Job) => Promise<void>
export type JobHandlers = Readonly<Record<string, JobHandler>>

export interface JobLog {
  error: (details: object, message: string) => void
}

export interface RunningJobs {
  /** Look now rather than at the next beat. */
  nudge: () => void
  /** Fulfilled once the signal came and the job at hand is done. */
  done: Promise<void>
}

export interface RunJobsOptions {
  signal: AbortSignal
  log: JobLog
  now?: () => number
  pollMs?: number
}

/** Works through the due jobs, one after the other, until the signal. Other nodes may do the same beside it. */
export function runJobs(db: Db, handlers: JobHandlers, options: RunJobsOptions): RunningJobs {
  const bell = new Bell(options.signal)
  const now = options.now ?? Date.now
  const work = async () => {
    while (!options.signal.aborted) {
      const worked = await doNextJob(db, handlers, options.log, now).catch((error: unknown) => {
        options.log.error({ err: error }, 'jobs cannot be read')
        return false
      })
      if (!worked) await bell.wait(options.pollMs ?? 1000)
    }
  }
  return { nudge: () => bell.ring(), done: work() }
}

/** Does what is due at `now`, including jobs that those put in; for tests and the command line. Returns how many. */
export async function runDueJobs(db: Db, handlers: JobHandlers, log: JobLog, now: number): Promise<number> {
  let many = 0
  while (await doNextJob(db, handlers, log, () => now)) many += 1
  return many
}

async function doNextJob(db: Db, handlers: JobHandlers, log: JobLog, now: () => number): Promise<boolean> {
  if (!(await isAnythingDue(db, now()))) return false
  const job = await takeJob(db, Object.keys(handlers), now())
  if (!job) return false
  try {
    await handlers[job.kind]!(JSON.parse(job.payload), job)
  } catch (error) {
    log.error({ err: error, job: job.id, kind: job.kind, attempts: job.attempts }, 'job failed')
    await failJob(db, job, String(error), now())
    return true
  }
  await finishJob(db, job)
  return true
}

/** A cheap look, so that an archive at rest opens no transaction every second. */
async function isAnythingDue(db: Db, now: number): Promise<boolean> {
  return (await db.selectFrom('job').where('run_at', '<=', now).select('id').limit(1).executeTakeFirst()) !== undefined
}

class Bell {
  readonly #signal: AbortSignal
  #rung = false
  #wake: (() => void) | null = null

  constructor(signal: AbortSignal) {
    this.#signal = signal
    signal.addEventListener('abort', () => this.ring(), { once: true })
  }

  ring(): void {
    this.#rung = true
    this.#wake?.()
  }

  async wait(ms: number): Promise<void> {
    if (!this.#rung && !this.#signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    this.#wake = null
    this.#rung = false
  }
}
