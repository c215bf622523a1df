import type { ImportOptions } from '../import/efiction/import-options.ts'
import type { ImportProgress } from '../import/efiction/progress.ts'
import { Pace } from '../import/pace.ts'
import { troubleOf } from '../import/trouble.ts'
import { OutOfOrder } from './open-archive.ts'
import { Progress, timeLeft } from './progress.ts'
import type { ReportFiles } from './report-files.ts'

/** Shows how far an import is, through all its parts, and says what hinders it in a sentence. */
export class Telling {
  readonly options: ImportOptions
  readonly #progress = new Progress()
  readonly #pace = new Pace(Date.now)

  constructor(options: Omit<ImportOptions, 'now'>, files: ReportFiles, signal: AbortSignal) {
    const onProgress = (step: ImportProgress) => this.#show(step)
    this.options = { ...options, now: Date.now(), onProgress, onException: (each) => files.add(each), signal }
  }

  #show(step: ImportProgress): void {
    this.#pace.see(step)
    const left = this.#pace.overall().secondsLeft
    this.#progress.show({ ...stepOf(step), whole: left === null ? '' : `about ${timeLeft(left)} for all` })
  }

  /** `dataDir` is where a part of the import writes to; null where it writes nothing. */
  async during<Result>(dataDir: string | null, part: (options: ImportOptions) => Promise<Result>): Promise<Result> {
    try {
      return await part(this.options)
    } catch (error) {
      const trouble = troubleOf(error, { dataDir, dryRun: dataDir === null })
      throw trouble ? new OutOfOrder(trouble) : error
    } finally {
      this.#progress.end()
    }
  }
}

function stepOf({ phase, done, total }: ImportProgress) {
  return { label: phase, done, total, unit: phase === 'dump' ? ('bytes' as const) : ('things' as const) }
}
