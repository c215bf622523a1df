import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { type Header, extract } from 'tar-stream'
import * as yauzl from 'yauzl'
import { Refusal, invalid } from '../../../errors.ts'
import { type StoryFiles, placeOf } from './story-files.ts'

/** No chapter is this long; an archive that says so is broken or hostile. */
const MAX_FILE_BYTES = 64 * 1024 * 1024

/** Takes every `<n>/<n>.txt` of a folder, `.tar`, `.tar.gz` or `.zip` into `files`. Refuses anything else. */
export async function openStoryFiles(path: string, files: StoryFiles, onFile: (count: number) => void): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (!found) throw refuse(path, 'There is no such file or folder.')
  try {
    if (found.isDirectory()) await readFolder(path, files)
    else await readArchive(path, files, onFile)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw refuse(path, `It cannot be read to its end (${(error as Error).message}). Pack the folder again.`)
  }
  onFile(files.count)
  if (files.count === 0) throw refuse(path, 'There is no story file in it: files are expected as 12/345.txt.')
}

async function readFolder(path: string, files: StoryFiles): Promise<void> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  for (const entry of entries) if (entry.isFile()) files.add(join(entry.parentPath, entry.name), null)
}

async function readArchive(path: string, files: StoryFiles, onFile: (count: number) => void): Promise<void> {
  const head = await firstBytes(path)
  if (head.startsWith('PK')) return readZip(path, files, onFile)

  const packed = head.startsWith('\x1f\x8b')
  if (!packed && head.slice(257, 262) !== 'ustar' && !looksLikeOldTar(head)) {
    throw refuse(path, 'This is neither a folder nor a .tar, .tar.gz or .zip file.')
  }
  await readTar(path, packed, (name, body) => files.add(name, body) && onFile(files.count))
}

async function firstBytes(path: string): Promise<string> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(512), 0, 512, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await file.close()
  }
}

/** A header without the magic word still has its check sum in octal digits. */
function looksLikeOldTar(head: string): boolean {
  return /^[0-7 ]{6}[\0 ]/.test(head.slice(148, 155))
}

async function readTar(path: string, packed: boolean, take: (name: string, body: Buffer) => void): Promise<void> {
  const tar = extract()
  tar.on('entry', (header, stream, next) => {
    if (!isWanted(header)) {
      stream.on('end', next)
      stream.resume()
      return
    }
    collect(stream).then((body) => {
      take(header.name, body)
      next()
    }, next)
  })
  const file = createReadStream(path)
  await (packed ? pipeline(file, createGunzip(), tar) : pipeline(file, tar))
}

function isWanted(header: Header): boolean {
  return header.type === 'file' && (header.size ?? 0) <= MAX_FILE_BYTES && placeOf(header.name) !== null
}

async function readZip(path: string, files: StoryFiles, onFile: (count: number) => void): Promise<void> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false })
  try {
    for await (const entry of zip.eachEntry()) {
      if (placeOf(entry.fileName) === null || entry.uncompressedSize > MAX_FILE_BYTES) continue
      files.add(entry.fileName, await collect(await zip.openReadStreamPromise(entry)))
      onFile(files.count)
    }
  } finally {
    zip.close()
  }
}

async function collect(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function refuse(path: string, message: string) {
  return invalid({ files: `${path}: ${message}` })
}
