import { closeSync, createReadStream, ftruncateSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { ImportException } from '../import/efiction/report/report.ts'

/** Of one table. */
const MOST_HELD = 1000

/** Lines of a report about single rows. They go to disk as they come: there may be one to every row of a large site. */
export class ExceptionLines {
  count = 0
  wentOn = false
  /** Whether the file goes when it is closed. */
  isPassing = false
  readonly #path: string
  readonly #file: number
  readonly #told = new Set<string>()

  constructor(path: string) {
    this.#path = path
    this.#file = openSync(path, 'a', 0o600)
  }

  /** After the lines that are in the file already, each of which is told once. */
  async goOn(): Promise<void> {
    this.#cutBrokenLine()
    for await (const exception of this.each()) {
      this.#told.add(keyOf(exception))
      this.count++
    }
    this.wentOn = this.count > 0
  }

  add(exception: ImportException): void {
    if (this.wentOn && this.#told.has(keyOf(exception))) return
    writeSync(this.#file, `${JSON.stringify(exception)}\n`)
    this.count++
  }

  async *each(): AsyncGenerator<ImportException> {
    const input = createReadStream(this.#path, 'utf8')
    for await (const line of createInterface({ input, crlfDelay: Infinity })) yield JSON.parse(line) as ImportException
  }

  /** As many as a report holds in memory. */
  async first(): Promise<ImportException[]> {
    const held = new Map<string, ImportException[]>()
    for await (const exception of this.each()) {
      const ofTable = held.get(exception.table) ?? []
      if (ofTable.length < MOST_HELD) ofTable.push(exception)
      held.set(exception.table, ofTable)
    }
    return [...held.values()].flat()
  }

  close(): void {
    closeSync(this.#file)
    if (this.isPassing) rmSync(this.#path, { force: true })
  }

  /** Whoever was killed in the midst of a line has left a part of it. */
  #cutBrokenLine(): void {
    const bytes = readFileSync(this.#path)
    const end = bytes.lastIndexOf(0x0a) + 1
    if (end < bytes.length) ftruncateSync(this.#file, end)
  }
}

/** Without the outcome: what came over before is unchanged now. */
function keyOf({ table, row, message }: ImportException): string {
  return `${table}\0${row}\0${message}`
}
