import type { DumpEvent, DumpSource } from './dump-event.ts'
import { type DumpPart, refuseDump } from './dump-part.ts'
import { listParts } from './dump-parts.ts'
import { DumpScanner } from './dump-scanner.ts'
import { labelOf } from './named-charsets.ts'
import { CutOff, Damaged } from './packed-trouble.ts'
import { adviceOn, beginsLikeDump, beginsLikeSql } from './strangers.ts'
import { tarEntries } from './tar-entries.ts'
import { TAR, type Unpacked, unpack } from './unpack.ts'

export interface DumpFileOptions {
  wants?: (table: string) => boolean
  onBytes?: (done: number, total: number) => void
  /** Reads what is there of a dump that was cut off, and says so, instead of refusing it. */
  acceptCut?: boolean
}

const TAIL_BYTES = 512
const MOST_NAMED = 20

/** What a dump of some kind begins with, and what stands near its end when it is whole. */
const ENDINGS: readonly { begins: RegExp; ends: RegExp; line: string }[] = [
  { begins: /^-- (MySQL|MariaDB) dump /m, ends: /-- Dump completed/, line: 'The last line that mysqldump writes' },
  {
    begins: /phpMyAdmin SQL Dump[^]*START TRANSACTION;/,
    ends: /COMMIT;/,
    line: 'The last line that phpMyAdmin writes',
  },
]

/**
 * A dump in one file or several, or in folders of them; plain, or packed by gzip, bzip2, zstd, zip or tar. Refuses with
 * `invalid` what is missing, empty, damaged, cut off or something else.
 */
export async function openDump(path: string | readonly string[], options: DumpFileOptions = {}): Promise<DumpSource> {
  const paths = typeof path === 'string' ? [path] : path
  const parts = await listParts(paths)
  return new FileDump(paths.join(', '), parts, options)
}

interface File extends Unpacked {
  name: string
  isLoose: boolean
}

class FileDump implements DumpSource {
  readonly notes: string[] = []
  readonly doubts: string[] = []
  cutAt: string | null = null
  charset: string | null = null
  readonly #name: string
  readonly #parts: readonly DumpPart[]
  readonly #options: DumpFileOptions
  readonly #scanner: DumpScanner
  readonly #skipped: string[] = []
  /** Of the file in hand. */
  #head = ''
  #tail = ''
  #done = 0

  constructor(name: string, parts: readonly DumpPart[], options: DumpFileOptions) {
    this.#name = name
    this.#parts = parts
    this.#options = options
    this.#scanner = new DumpScanner(options.wants)
  }

  async *events(): AsyncGenerator<readonly DumpEvent[]> {
    let last = this.#name
    let isFirst = true
    for await (const file of this.#files()) {
      const isNext = !isFirst && this.#isNextFile(file.head)
      if (isNext && this.#scanner.isInside()) this.#cut(last, null)
      if (isNext) {
        this.#doubtEnd()
        yield this.#scanner.startFile()
      } else if (!this.#belongs(file, isFirst)) continue
      isFirst = false
      last = file.name
      if (isNext || this.#head === '') this.#head = file.head
      yield* this.#readFile(file)
    }
    yield this.#scanner.end()
    this.#doubtEnd()
    this.#checkEnd(last)
    if (this.#skipped.length === 0) return
    const more = this.#skipped.length > MOST_NAMED ? ` and ${this.#skipped.length - MOST_NAMED} more` : ''
    this.notes.push(`Not read, being no SQL: ${this.#skipped.slice(0, MOST_NAMED).join(', ')}${more}.`)
  }

  async *#files(): AsyncGenerator<File> {
    const total = this.#parts.reduce((sum, { size }) => sum + size, 0)
    for (const { name, isLoose, open } of this.#parts) {
      const packed = open((bytes) => {
        this.#done += bytes
        this.#options.onBytes?.(this.#done, total)
      })
      try {
        const opened = await unpack(packed, this.#options.acceptCut ?? false)
        if (TAR.test(opened.head)) yield* this.#filesInTar(name, opened)
        else yield { name, isLoose, ...opened }
      } catch (error) {
        throw refusalOf(name, error)
      }
    }
  }

  async *#filesInTar(name: string, { bytes }: Unpacked): AsyncGenerator<File> {
    for await (const entry of tarEntries(bytes)) {
      const opened = await unpack(entry.bytes, this.#options.acceptCut ?? false)
      yield { name: `${name}: ${entry.name}`, isLoose: true, ...opened }
      // What was left unread stands in the way of the next.
      for await (const _ of opened.bytes);
    }
  }

  /** A file of its own, and not the next piece of one that was split anywhere. */
  #isNextFile(head: string): boolean {
    return this.#scanner.isInside() ? beginsLikeDump(head) : beginsLikeSql(head)
  }

  /** False for a file that merely lies beside the dump. */
  #belongs({ name, isLoose, head }: File, isFirst: boolean): boolean {
    if (!isFirst && this.#scanner.isInside()) return true
    if (!isFirst && !isLoose && this.#scanner.isInComment()) return true
    const advice = adviceOn(head)
    if (isLoose && (advice !== null || !beginsLikeSql(head))) {
      this.#skipped.push(name)
      return false
    }
    if (advice !== null) throw refuseDump(name, advice)
    if (!isFirst && head.trim() !== '' && !beginsLikeSql(head)) {
      throw refuseDump(name, 'This does not look like a part of the dump: it neither begins one nor goes on with it.')
    }
    return true
  }

  async *#readFile({ name, bytes }: File): AsyncGenerator<readonly DumpEvent[]> {
    let isFirst = true
    try {
      for await (const chunk of bytes) {
        this.#tail = (this.#tail + chunk.toString('latin1', Math.max(0, chunk.length - TAIL_BYTES))).slice(-TAIL_BYTES)
        yield this.#scanner.push(isFirst ? withoutMark(chunk) : chunk)
        isFirst = false
      }
    } catch (error) {
      throw refusalOf(name, error)
    }
  }

  #whatElse(): string {
    const names = [...this.#parts.map(({ name }) => name), ...this.#skipped]
    return names.some((name) => SERVERS_OWN.test(name))
      ? 'These are the own files of a MySQL server. Put them into a server of that version, and export from there as SQL.'
      : 'No table and no row of a MySQL dump was found in it. Export the whole database in the format SQL.'
  }

  #doubtEnd(): void {
    for (const { begins, ends, line } of ENDINGS) {
      if (!begins.test(this.#head) || ends.test(this.#tail)) continue
      this.notes.push(`${line} is missing: the dump may have been cut off between two tables.`)
      this.doubts.push('the dump may have been cut off between two tables')
    }
  }

  /** `table` is null where the next file begins before this one is over. */
  #cut(name: string, table: string | null): void {
    const inside = table ?? this.#scanner.tableInHand()
    const where = inside === '' ? 'in the middle of a statement' : `inside the rows of table ${inside}`
    if (!this.#options.acceptCut) {
      throw refuseDump(name, `The dump was cut off: it ends ${where}. Export the database again.`)
    }
    this.cutAt ??= `The dump was cut off ${where}.`
    this.notes.push(`${name} was cut off ${where}; what stood before was read.`)
  }

  #breakOff(name: string, said: string): void {
    const why = `The dump was cut off: the program that made it said "${said}".`
    if (!this.#options.acceptCut) throw refuseDump(name, `${why} Export the database again.`)
    this.cutAt ??= why
  }

  #checkEnd(last: string): void {
    const { statements, cutIn, unread, strange, chatter, computed, again, names } = this.#scanner
    this.charset = names.size === 1 ? labelOf([...names][0]!) : null
    if (computed.size > 0) {
      this.notes.push(`Values that a database would have to compute stand as written: ${[...computed].join(', ')}.`)
      this.doubts.push('some values are written as what a database would have to compute')
    }
    if (again.size > 0) {
      this.notes.push(`The dump holds twice: ${[...again].join(', ')}. The later rows were taken, as a database does.`)
    }
    if (strange.size > 0) {
      this.notes.push(`Statements that begin with ${[...strange].join(', ')} were passed over: rows may be missing.`)
      this.doubts.push('statements that are not understood here were passed over, which may have held rows')
    }
    if (statements === 0) throw refuseDump(this.#name, this.#whatElse())
    if (chatter.brokeOff !== null) this.#breakOff(last, chatter.brokeOff)
    if (chatter.complaints.size > 0) {
      this.notes.push(`The program that made the dump said into it: ${[...chatter.complaints].join('; ')}.`)
      this.doubts.push('the program that made the dump said that something had gone wrong')
    }
    if (cutIn !== null) this.#cut(last, cutIn)
    if (unread.size === 0) return
    const tables = [...unread].join(', ')
    throw refuseDump(
      this.#name,
      `Rows of ${tables} are written in a way not understood here. Export with plain INSERT … VALUES.`,
    )
  }
}

/** What a server of MySQL itself has in its folder of a database. */
const SERVERS_OWN = /\.(?:MYD|MYI|frm|ibd)$/i

function refusalOf(name: string, error: unknown): unknown {
  if (error instanceof CutOff) return refuseDump(name, 'The packed file ends too early: it was cut off. Copy it again.')
  return error instanceof Damaged ? refuseDump(name, 'The packed file is damaged. Copy it again.') : error
}

function withoutMark(chunk: Buffer): Buffer {
  return chunk.length >= 3 && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk
}

/** Every event one at a time; for short dumps and tests. */
export async function* eachEvent(source: DumpSource): AsyncGenerator<DumpEvent> {
  for await (const events of source.events()) yield* events
}
