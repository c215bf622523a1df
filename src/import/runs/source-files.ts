// Where the files of an import may lie: in one folder of the server, chosen by whoever runs it, and nowhere else.
import { mkdir, readdir, realpath, rm, stat, statfs } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'
import { invalid } from '../../errors.ts'

const UPLOADS = 'uploads'
const OWN_ONLY = 0o700

export async function makeFolder(folder: string): Promise<void> {
  await mkdir(join(folder, UPLOADS), { recursive: true, mode: OWN_ONLY })
}

export function uploadsIn(folder: string): string {
  return join(folder, UPLOADS)
}

/** The whole path of something that was named inside the folder. Refuses, by the form's field, all that leads out. */
export async function placeIn(folder: string, name: string, field: string): Promise<string> {
  const refusal = invalid({ [field]: `There is no file or folder ${name} in ${folder} on the server.` })
  if (name.includes('\0')) throw refusal
  const home = await realpath(folder).catch(() => null)
  const place = await realpath(isAbsolute(name) ? name : join(folder, name)).catch(() => null)
  if (home === null || place === null || !isInside(home, place) || isInside(join(home, UPLOADS), place)) throw refusal
  return place
}

function isInside(folder: string, place: string): boolean {
  const way = relative(folder, place)
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

const MOST_NAMED = 200

/** What lies there to choose from: files and folders, hidden ones and uploads left out. */
export async function listPlaces(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const names = entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
  return names
    .filter((name) => !name.startsWith('.') && name !== `${UPLOADS}/`)
    .toSorted()
    .slice(0, MOST_NAMED)
}

/** Bytes that this program may still write there. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** Takes uploads away; only ever what lies in the folder for them. */
export async function removeUploads(folder: string, uploads: readonly string[]): Promise<void> {
  const home = uploadsIn(folder)
  for (const path of uploads) {
    if (isInside(home, path) && path !== home) await rm(path, { recursive: true, force: true })
  }
}

/** Uploads that belong to no import: what a server that was killed in the midst of one has left. */
export async function removeStrayUploads(folder: string, known: ReadonlySet<string>): Promise<void> {
  const home = uploadsIn(folder)
  for (const name of await readdir(home).catch(() => [])) {
    const path = join(home, name)
    if (!known.has(path) && (await stat(path).catch(() => null))) await rm(path, { recursive: true, force: true })
  }
}

/** Bytes that the uploads of an import take up. */
export async function sizeOfUploads(folder: string, uploads: readonly string[]): Promise<number> {
  let bytes = 0
  for (const path of uploads.filter((path) => isInside(uploadsIn(folder), path))) {
    for (const name of await readdir(path).catch(() => [])) bytes += (await stat(join(path, name))).size
  }
  return bytes
}

/** Whoever uploaded a file knows it by its name alone; the number before it keeps two of one name apart. */
export function withoutFolders(message: string, uploads: readonly string[]): string {
  const pieces = uploads.reduce((pieces, folder) => pieces.flatMap((piece) => piece.split(folder + sep)), [message])
  return pieces.map((piece, index) => (index === 0 ? piece : piece.replace(/^\d+-/, ''))).join('')
}
