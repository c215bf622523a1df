import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { readFile, readdir, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { type Header, extract } from 'tar-stream'
import * as yauzl from 'yauzl'
import { Refusal, invalid } from '../../../errors.ts'
import { pathFrom } from './file-names.ts'
import { CutOff, Damaged } from './packed-trouble.ts'
import { type StoryFiles, placeOf } from './story-files.ts'
import { TAR, ZIP, unpack } from './unpack.ts'

/** No chapter is this long; an archive that says so is broken or hostile. */
const MAX_FILE_BYTES = 64 * 1024 * 1024

/** Other kinds of archives, by what they begin with. */
const STRANGERS: readonly [RegExp, string][] = [
  [/^7z\xbc\xaf\x27\x1c/, 'a 7z archive'],
  [/^Rar!/, 'a RAR archive'],
  [/^\xfd7zXZ/, 'an xz archive'],
]

const IS_A_FOLDER = 'is a folder'
const SLASH = Buffer.from('/')

/**
 * Takes every text `<n>/<n>.txt` and every picture `<n>/images/<name>` of a folder, `.zip` or `.tar`, itself packed or not,
 * into `files`. Nothing is written to the disk, so the names in an archive can do no harm. Refuses anything else.
 */
export async function openStoryFiles(path: string, files: StoryFiles, onFile: (count: number) => void): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (!found) throw refuse(path, 'There is no such file or folder.')
  try {
    if (found.isDirectory()) await readFolder(Buffer.from(path), files)
    else await readArchive(path, files, onFile)
  } catch (error) {
    if (error instanceof Refusal) throw error
    // Where it was stopped by whom it tells of files, it is stopped by them once more.
    onFile(files.count)
    throw refuse(path, `It cannot be read to its end (${whatWentWrong(error)}). Pack the folder again.`)
  }
  onFile(files.count)
  const folder = files.oddities.find((oddity) => oddity.endsWith(IS_A_FOLDER))
  if (folder) throw refuse(path, `${folder}, where the text of a chapter is expected. Take it away, or bring the text.`)
  if (files.count + files.pictures + files.messages + files.skinPictures === 0) {
    throw refuse(path, 'There is no story file in it: files are expected as 12/345.txt.')
  }
}

function whatWentWrong(error: unknown): string {
  if (error instanceof CutOff) return 'it was cut off'
  return error instanceof Damaged ? 'it is damaged' : (error as Error).message
}

/** Links are not followed: they may lead out of the folder. Names are bytes, which need not be UTF-8. */
async function readFolder(folder: Buffer, files: StoryFiles): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true, encoding: 'buffer' })) {
    const bytes = Buffer.concat([folder, SLASH, entry.name as unknown as Buffer])
    const path = pathFrom(bytes)
    if (entry.isFile()) files.add(path, isUtf8(bytes) || placeOf(path) === null ? null : await readFile(bytes))
    else files.addOddity(path, entry.isDirectory() ? IS_A_FOLDER : 'is a link or no plain file; it was not followed')
    if (entry.isDirectory()) await readFolder(bytes, files)
  }
}

async function readArchive(path: string, files: StoryFiles, onFile: (count: number) => void): Promise<void> {
  const file = createReadStream(path)
  try {
    const { head, bytes } = await unpack(file, false)
    if (ZIP.test(head)) return await readZip(path, files, onFile)
    const stranger = STRANGERS.find(([beginning]) => beginning.test(head))?.[1]
    if (stranger) {
      throw refuse(path, `This is ${stranger}. Unpack it and give the folder, or pack it as .tar.gz or .zip.`)
    }
    if (!TAR.test(head) && !looksLikeOldTar(head)) {
      throw refuse(path, 'This is neither a folder nor a .zip, a .tar or a packed .tar file.')
    }
    await readTar(bytes, files, onFile)
  } finally {
    file.destroy()
  }
}

/** A header without the magic word still has its check sum in octal digits. */
function looksLikeOldTar(head: string): boolean {
  return /^ *[0-7][0-7 ]*[\0 ]/.test(head.slice(148, 155))
}

async function readTar(
  bytes: AsyncIterable<Buffer>,
  files: StoryFiles,
  onFile: (count: number) => void,
): Promise<void> {
  const tar = extract({ filenameEncoding: 'latin1' } as never)
  tar.on('entry', (found, stream, next) => {
    const header = { ...found, name: nameInTar(found.name) }
    if (!isWanted(header, files)) {
      stream.on('end', next)
      stream.resume()
      return
    }
    collect(stream)
      .then((body) => {
        files.add(header.name, body)
        onFile(files.count)
        next()
      })
      .catch(next)
  })
  await pipeline(bytes, tar)
}

/** Read as Latin-1, so that its bytes are there; what stands in the newer kind of header is text already. */
function nameInTar(name: string): string {
  return /[^\0-\xff]/.test(name) ? name : pathFrom(Buffer.from(name, 'latin1'))
}

function isWanted({ name, type, size }: Header, files: StoryFiles): boolean {
  if (type === 'directory') files.addOddity(name, IS_A_FOLDER)
  else if (type !== 'file' && type !== 'contiguous-file') files.addOddity(name, 'is a link; it was not followed')
  else return isSmallEnough(name, size ?? 0, files)
  return false
}

function isSmallEnough(name: string, size: number, files: StoryFiles): boolean {
  if (placeOf(name) === null) return false
  if (size > MAX_FILE_BYTES) files.addOddity(name, `is too large for a chapter (${size} bytes)`)
  return size <= MAX_FILE_BYTES
}

/** Names come as bytes, because the reader of names would refuse the whole archive for one that leads out of it. */
async function readZip(path: string, files: StoryFiles, onFile: (count: number) => void): Promise<void> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false })
  try {
    for await (const entry of zip.eachEntry()) {
      const name = pathFrom(entry.fileName as unknown as Buffer)
      if (name.endsWith('/')) files.addOddity(name, IS_A_FOLDER)
      else if (isLink(entry)) files.addOddity(name, 'is a link; it was not followed')
      else if (isSmallEnough(name, entry.uncompressedSize, files)) {
        if (entry.isEncrypted()) throw refuse(path, 'The ZIP file is locked with a password. Pack it without one.')
        files.add(name, await collect(await zip.openReadStreamPromise(entry)))
        onFile(files.count)
      }
    }
  } finally {
    zip.close()
  }
}

/** Of archives made on Unix, whose entries keep their mode. */
function isLink({ versionMadeBy, externalFileAttributes }: yauzl.Entry): boolean {
  return versionMadeBy >> 8 === 3 && ((externalFileAttributes >>> 16) & 0o170000) === 0o120000
}

async function collect(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function refuse(path: string, message: string) {
  return invalid({ files: `${path}: ${message}` })
}
