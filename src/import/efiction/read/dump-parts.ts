import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { type DumpPart, refuseDump } from './dump-part.ts'
import { isClutter, isStock } from './dump-names.ts'
import { ZIP, isPacked } from './unpack.ts'
import { listZipParts } from './zip-parts.ts'

const CHUNK_BYTES = 1 << 18

interface File {
  path: string
  name: string
  size: number
  head: string
  isLoose: boolean
}

/** The parts in the order they are read. Refuses with `invalid` what is missing, empty or unreadable. */
export async function listParts(paths: readonly string[]): Promise<DumpPart[]> {
  const files = (await Promise.all(paths.map(listFiles))).flat()
  const parts: DumpPart[] = []
  for (let at = 0; at < files.length;) {
    const file = files[at++]!
    if (ZIP.test(file.head)) {
      parts.push(...(await listZipParts(file.path)))
      continue
    }
    const pieces = [file]
    while (isPacked(file.head) && files[at] && isContinued(file, files[at]!)) pieces.push(files[at++]!)
    parts.push(partOf(pieces))
  }
  return parts
}

async function listFiles(path: string): Promise<File[]> {
  const found = await stat(path).catch(() => null)
  if (!found) throw refuseDump(path, 'There is no such file.')
  if (found.isDirectory()) return listFolder(path)
  if (!found.isFile()) throw refuseDump(path, 'This is not a file. Give the path of the .sql or .sql.gz file.')
  if (found.size === 0) throw refuseDump(path, 'The file is empty.')
  return [{ path, name: path, size: found.size, head: await headOf(path), isLoose: false }]
}

async function listFolder(folder: string): Promise<File[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => {
    throw refuseDump(folder, 'The folder cannot be read. Check its permissions.')
  })
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !isClutter(path) && !isStock(relative(folder, path)))
    .sort((a, b) => inOrder.compare(a, b))
  const files: File[] = []
  for (const path of paths) {
    const { size } = await stat(path)
    if (size > 0) files.push({ path, name: relative(folder, path), size, head: await headOf(path), isLoose: true })
  }
  if (files.length === 0) throw refuseDump(folder, 'There is no file with anything in it in this folder.')
  return files
}

/** `part10` comes after `part9`, and `t-schema.sql` before `t.sql`. */
const inOrder = new Intl.Collator('en', { numeric: true })

async function headOf(path: string): Promise<string> {
  const file = await open(path).catch(() => null)
  if (!file) throw refuseDump(path, 'The file cannot be read. Check its permissions.')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await file.close()
  }
}

/** `dump.sql.gz.ab` goes on where `dump.sql.gz.aa` was cut. */
function isContinued(first: File, next: File): boolean {
  if (isPacked(next.head) || ZIP.test(next.head) || !/[\x00-\x08\x0e-\x1a\x80-\xff]/.test(next.head)) return false
  return !next.isLoose || stem(first.path) === stem(next.path)
}

function stem(path: string): string {
  return join(dirname(path), basename(path).replace(/\.[^.]*$/, ''))
}

function partOf(pieces: readonly File[]): DumpPart {
  const { name, isLoose } = pieces[0]!
  const size = pieces.reduce((sum, piece) => sum + piece.size, 0)
  return { name, size, isLoose, open: (onRead) => readPieces(pieces, onRead) }
}

async function* readPieces(pieces: readonly File[], onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  for (const { path } of pieces) {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
      onRead(chunk.length)
      yield chunk
    }
  }
}
