import { closeSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import type { ImportException, ImportReport } from '../import/efiction/report/report.ts'
import { UsageError } from './command.ts'

/** The report as JSON. Exceptions go to disk as they come, for there may be one to every row of a large site. */
export class ReportFile {
  readonly path: string
  readonly #file: number
  readonly #part: string
  #exceptions = 0

  /** Opened before the work begins, so that a place that cannot be written is told then. */
  constructor(path: string) {
    this.path = path
    this.#part = `${path}.part`
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
      throw new UsageError(`${path} is a folder. Name a file.`)
    try {
      this.#file = openSync(this.#part, 'w')
    } catch (error) {
      throw new UsageError(`The report cannot be written to ${path}: ${(error as NodeJS.ErrnoException).code}.`)
    }
    writeSync(this.#file, '{\n  "exceptions": [')
  }

  add(exception: ImportException): void {
    writeSync(this.#file, `${this.#exceptions === 0 ? '' : ','}\n    ${JSON.stringify(exception)}`)
    this.#exceptions++
  }

  finish(report: ImportReport): void {
    const rest = JSON.stringify({ ...report, exceptions: undefined }, null, 2)
    writeSync(this.#file, `\n  ],${rest.slice(1)}\n`)
    closeSync(this.#file)
    renameSync(this.#part, this.path)
  }

  discard(): void {
    closeSync(this.#file)
    rmSync(this.#part, { force: true })
  }
}
