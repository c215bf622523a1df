// Typefaces that are on the machine, for scripts that Fanfold brings none for.
import { closeSync, openSync, readdirSync, readSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Coverage, notCovered, readCoverage } from './cmap.ts'

/** Where machines of every kind keep their typefaces. */
export const MACHINE_FOLDERS: readonly string[] = [
  '/usr/share/fonts',
  '/usr/local/share/fonts',
  join(homedir(), '.fonts'),
  join(homedir(), '.local/share/fonts'),
  '/System/Library/Fonts',
  '/Library/Fonts',
  join(homedir(), 'Library/Fonts'),
  'C:\\Windows\\Fonts',
]
/** A machine with more is searched in part. */
const MOST_FILES = 3000
const LARGEST_TABLE = 4 * 1024 * 1024

export interface MachineFace {
  path: string
  family: string
  weight: number
  isItalic: boolean
  coverage: Coverage
}

export interface ChosenMachineFaces {
  families: string[]
  paths: string[]
  missing: number[]
}

/** As few as can be for what is missing; `language` settles between those that draw the same signs in other ways. */
export function chooseMachineFaces(
  missing: readonly number[],
  language: string,
  folders: readonly string[],
): ChosenMachineFaces {
  const chosen: ChosenMachineFaces = { families: [], paths: [], missing: [...missing] }
  if (missing.length === 0) return chosen
  const faces = listFaces(folders).filter((face) => !face.isItalic)
  while (chosen.missing.length > 0) {
    const rated = faces.map((face) => ({ face, left: notCovered(chosen.missing, face.coverage) }))
    const best = rated.reduce<(typeof rated)[number] | null>(
      (best, each) => (best && better(best, each, language) ? best : each),
      null,
    )
    if (!best || best.left.length === chosen.missing.length) break
    chosen.missing = best.left
    chosen.families.push(best.face.family)
    const same = faces.filter((face) => face.family === best.face.family)
    chosen.paths.push(...new Set([best.face.path, ...same.map((face) => face.path)]))
  }
  chosen.paths = [...new Set(chosen.paths)]
  return chosen
}

interface Rated {
  face: MachineFace
  left: readonly number[]
}

function better(a: Rated, b: Rated, language: string): boolean {
  // A few signs more or less matter less than the way in which all are drawn.
  const difference = b.left.length - a.left.length
  if (Math.abs(difference) > Math.max(a.left.length, b.left.length) * 0.1) return difference > 0
  return merit(a.face, language) >= merit(b.face, language)
}

function merit({ family, weight }: MachineFace, language: string): number {
  const words = family.toLowerCase()
  let points = weight === 400 ? 4 : 0
  if (/serif|mincho|ming|song|batang|naskh/.test(words) && !/sans/.test(words)) points += 2
  if (/mono|condensed|narrow|light|thin|black|display/.test(words)) points -= 6
  if (regionNames(language).some((name) => new RegExp(`\\b${name}\\b`).test(words))) points += 8
  return points
}

function regionNames(language: string): string[] {
  const tag = language.toLowerCase()
  if (tag.startsWith('ja')) return ['jp', 'japanese', 'mincho', 'gothic']
  if (tag.startsWith('ko')) return ['kr', 'korean', 'batang', 'myeongjo']
  if (/^zh.*\b(?:hant|tw|hk|mo)\b/.test(tag)) return ['tc', 'tw', 'hk']
  return tag.startsWith('zh') ? ['sc', 'cn'] : []
}

function listFaces(folders: readonly string[]): MachineFace[] {
  const paths = folders.flatMap(listFiles).slice(0, MOST_FILES)
  return paths.flatMap((path) => {
    try {
      return readFaces(path)
    } catch {
      // A file that is broken, or only looks like a font: the others may still do.
      return []
    }
  })
}

function listFiles(folder: string): string[] {
  try {
    const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    return found.filter((name) => /\.(?:ttf|otf|ttc|otc)$/i.test(name)).map((name) => join(folder, name))
  } catch {
    return []
  }
}

function readFaces(path: string): MachineFace[] {
  const file = openSync(path, 'r')
  try {
    const head = readAt(file, 0, 12)
    if (head.toString('latin1', 0, 4) !== 'ttcf') return [readFace(file, path, 0)]
    const count = Math.min(head.readUInt32BE(8), 64)
    const offsets = readAt(file, 12, 4 * count)
    return Array.from({ length: count }, (_, index) => readFace(file, path, offsets.readUInt32BE(4 * index)))
  } finally {
    closeSync(file)
  }
}

function readFace(file: number, path: string, offset: number): MachineFace {
  const count = readAt(file, offset + 4, 2).readUInt16BE(0)
  const records = readAt(file, offset + 12, 16 * count)
  const table = (name: string): Buffer | null => {
    for (let at = 0; at < records.length; at += 16) {
      if (records.toString('latin1', at, at + 4) !== name) continue
      return readAt(file, records.readUInt32BE(at + 8), Math.min(records.readUInt32BE(at + 12), LARGEST_TABLE))
    }
    return null
  }
  const os2 = table('OS/2')
  const family = familyIn(table('name')!)
  return {
    path,
    family,
    weight: os2?.readUInt16BE(4) ?? 400,
    isItalic: os2 !== null && (os2.readUInt16BE(62) & 1) === 1,
    coverage: readCoverage(table('cmap')!),
  }
}

function readAt(file: number, position: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  readSync(file, bytes, 0, length, position)
  return bytes
}

/** The family in English, as Typst knows it: the typographic one where there is one. */
function familyIn(name: Buffer): string {
  const start = name.readUInt16BE(4)
  const found = new Map<number, string>()
  for (let index = 0; index < name.readUInt16BE(2); index++) {
    const at = 6 + 12 * index
    const [platform, , language, id, length, offset] = [0, 2, 4, 6, 8, 10].map((step) => name.readUInt16BE(at + step))
    if ((id !== 1 && id !== 16) || platform !== 3 || language !== 0x409) continue
    const text = Buffer.from(name.subarray(start + offset!, start + offset! + length!))
      .swap16()
      .toString('utf16le')
    found.set(id, text)
  }
  return found.get(16) ?? found.get(1) ?? ''
}
