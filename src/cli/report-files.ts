import { createWriteStream, closeSync, openSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ImportException, ImportReport } from '../import/efiction/report/report.ts'
import { htmlReport } from '../import/report-file/html-report.ts'
import { jsonReport } from '../import/report-file/json-report.ts'
import { PassingFolder } from '../store/passing-folder.ts'
import { UsageError } from './command.ts'
import { ExceptionLines } from './exception-lines.ts'
import { OutOfOrder } from './open-archive.ts'

/** The report as files: HTML where the name ends so, JSON else. */
export class ReportFiles {
  readonly paths: readonly string[]
  readonly #folder = new PassingFolder('report')
  #lines: ExceptionLines

  /** Tried before the work begins, so that a place that cannot be written is told then. */
  constructor(paths: readonly string[]) {
    this.paths = paths
    for (const path of paths) tryToWrite(path)
    this.#lines = new ExceptionLines(join(this.#folder.path, 'lines'))
  }

  /** What is added from now on outlives a crash: the next import that keeps its lines there begins with them. */
  async keepIn(path: string): Promise<void> {
    this.#lines.close()
    this.#lines = new ExceptionLines(path)
    await this.#lines.goOn()
  }

  add(exception: ImportException): void {
    this.#lines.add(exception)
  }

  /** All that were added, in their order; to be read as often as needed. */
  exceptions(): AsyncGenerator<ImportException> {
    return this.#lines.each()
  }

  /** With what an import that broke off had told before. */
  async completed(report: ImportReport): Promise<ImportReport> {
    if (!this.#lines.wentOn) return report
    return { ...report, exceptions: await this.#lines.first(), exceptionsInAll: this.#lines.count }
  }

  /** The import is over: none goes on from here. */
  forgetAtEnd(): void {
    this.#lines.isPassing = true
  }

  /** A file of the same name is replaced only by a whole one. */
  async write(report: ImportReport, at: number): Promise<void> {
    for (const path of this.paths) {
      const pieces = isHtml(path) ? htmlReport(report, this.exceptions(), at) : jsonReport(report, this.exceptions())
      try {
        await pipeline(Readable.from(pieces), createWriteStream(partOf(path)))
        renameSync(partOf(path), path)
      } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        if (code === undefined) throw error
        throw new OutOfOrder(`All rows were read, but the report could not be written to ${path}: ${code}.`)
      }
    }
  }

  close(): void {
    this.#lines.close()
    this.#folder.remove()
    for (const path of this.paths) rmSync(partOf(path), { force: true })
  }
}

function isHtml(path: string): boolean {
  return /\.html?$/i.test(path)
}

function partOf(path: string): string {
  return `${path}.part`
}

function tryToWrite(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory())
    throw new UsageError(`${path} is a folder. Name a file.`)
  try {
    closeSync(openSync(partOf(path), 'w'))
    rmSync(partOf(path))
  } catch (error) {
    throw new UsageError(`The report cannot be written to ${path}: ${(error as NodeJS.ErrnoException).code}.`)
  }
}
