import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { invalid } from '../../../errors.ts'
import type { DumpEvent, DumpSource } from './dump-event.ts'
import { DumpScanner } from './dump-scanner.ts'

export interface DumpFileOptions {
  wants?: (table: string) => boolean
  onBytes?: (done: number, total: number) => void
}

const CHUNK_BYTES = 1 << 18

const MADE_BY_MYSQLDUMP = /^-- (MySQL|MariaDB) dump /m

/** What other files begin with, and what to do about them. */
const STRANGERS: [RegExp, string][] = [
  [/^PK\x03\x04/, 'This is a ZIP file. Unpack it and give the .sql or .sql.gz file that is inside.'],
  [/^BZh/, 'This is a bzip2 file. Unpack it first: bunzip2 FILE.'],
  [/^\xfd7zXZ/, 'This is an xz file. Unpack it first: unxz FILE.'],
  [/^\x28\xb5\x2f\xfd/, 'This is a zstd file. Unpack it first: unzstd FILE.'],
  [/^PGDMP/, 'This is a PostgreSQL dump. eFiction keeps its data in MySQL or MariaDB.'],
  [/^SQLite format 3/, 'This is an SQLite database. Needed is a dump made by mysqldump, phpMyAdmin or eFiction.'],
  [/^(\xff\xfe|\xfe\xff)/, 'This file is UTF-16 text (a redirect in PowerShell does that). Export the dump again.'],
  [/^[\x09-\x7e]\0[\x09-\x7e]\0|^\0[\x09-\x7e]\0[\x09-\x7e]/, 'This file is UTF-16 text. Export the dump again.'],
  [/^\x1f\x8b/, 'This file was packed twice. Unpack it once: gunzip FILE.'],
  [/^[\s\S]{257}ustar/, 'This is a tar archive of files. Unpack it and give the .sql file that is inside.'],
  [/^\s*<(!doctype|html|\?xml)/i, 'This is a web page or XML, not an SQL dump. Export the database as SQL.'],
]

/** A dump in a file, plain or gzipped. Refuses with `invalid` what is missing, empty, cut off or something else. */
export async function openDump(path: string, options: DumpFileOptions = {}): Promise<DumpSource> {
  const { head, size } = await lookAt(path)
  const packed = head.startsWith('\x1f\x8b')
  if (!packed) refuseStrangers(path, head)
  const notes: string[] = []
  return { notes, events: () => readEvents(path, { packed, size, notes, ...options }) }
}

async function lookAt(path: string): Promise<{ head: string; size: number }> {
  const found = await stat(path).catch(() => null)
  if (!found) throw refuse(path, 'There is no such file.')
  if (!found.isFile()) throw refuse(path, 'This is not a file. Give the path of the .sql or .sql.gz file.')
  if (found.size === 0) throw refuse(path, 'The file is empty.')

  const file = await open(path).catch(() => null)
  if (!file) throw refuse(path, 'The file cannot be read. Check its permissions.')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0)
    return { head: buffer.toString('latin1', 0, bytesRead), size: found.size }
  } finally {
    await file.close()
  }
}

function refuseStrangers(path: string, head: string): void {
  for (const [beginning, advice] of STRANGERS) if (beginning.test(head)) throw refuse(path, advice)
}

interface Reading extends DumpFileOptions {
  packed: boolean
  size: number
  notes: string[]
}

async function* readEvents(path: string, { packed, size, notes, wants, onBytes }: Reading) {
  const scanner = new DumpScanner(wants)
  const file = createReadStream(path, { highWaterMark: CHUNK_BYTES })
  let first = true
  let head = ''
  let tail = ''
  for await (const chunk of packed ? unpacked(path, file) : (file as AsyncIterable<Buffer>)) {
    if (first) head = chunk.toString('latin1', 0, 512)
    if (first && packed) refuseStrangers(path, head)
    tail = (tail + chunk.toString('latin1', Math.max(0, chunk.length - 512))).slice(-512)
    yield scanner.push(first ? withoutMark(chunk) : chunk)
    first = false
    onBytes?.(file.bytesRead, size)
  }
  yield scanner.end()
  checkEnd(path, scanner)
  if (MADE_BY_MYSQLDUMP.test(head) && !tail.includes('-- Dump completed')) {
    notes.push('The last line that mysqldump writes is missing: the dump may have been cut off between two tables.')
  }
}

async function* unpacked(path: string, file: Readable): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK_BYTES })
  file.on('error', (error) => gunzip.destroy(error))
  try {
    for await (const chunk of file.pipe(gunzip)) yield chunk as Buffer
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (code === 'Z_BUF_ERROR') throw refuse(path, 'The packed file ends too early: it was cut off. Copy it again.')
    if (code.startsWith('Z_')) throw refuse(path, 'The packed file is damaged. Copy it again.')
    throw error
  } finally {
    file.destroy()
  }
}

function withoutMark(chunk: Buffer): Buffer {
  return chunk.length >= 3 && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf ? chunk.subarray(3) : chunk
}

function checkEnd(path: string, scanner: DumpScanner): void {
  if (scanner.statements === 0) throw refuse(path, 'No table and no row of a MySQL dump was found in it.')
  if (scanner.cutIn !== null) {
    const where = scanner.cutIn === '' ? 'in the middle of a statement' : `inside the rows of table ${scanner.cutIn}`
    throw refuse(path, `The dump was cut off: it ends ${where}. Export the database again.`)
  }
  if (scanner.unread.size > 0) {
    const tables = [...scanner.unread].join(', ')
    throw refuse(path, `Rows of ${tables} are written in a way not understood here. Export with plain INSERT … VALUES.`)
  }
}

function refuse(path: string, message: string) {
  return invalid({ dump: `${path}: ${message}` })
}

/** Every event one at a time; for short dumps and tests. */
export async function* eachEvent(source: DumpSource): AsyncGenerator<DumpEvent> {
  for await (const events of source.events()) yield* events
}
