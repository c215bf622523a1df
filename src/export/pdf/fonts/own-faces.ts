// The typefaces that come with Fanfold. Each is cut into files by script; Typst takes one file for one family, so each
// file is handed to it as a family of its own.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { PdfOptions } from '../pdf-options.ts'
import { type Coverage, notCovered, readCoverage } from './cmap.ts'
import { nameTable, writeSfnt } from './sfnt.ts'
import { readWoff } from './woff.ts'

interface OwnFace {
  family: string
  package: string
  subsets: readonly string[]
  styles: readonly Style[]
}

type Style = 'normal' | 'italic'

const WEIGHTS = [400, 700] as const
const BOTH: readonly Style[] = ['normal', 'italic']
const LATIN = ['latin', 'latin-ext']
const EUROPEAN = [...LATIN, 'cyrillic', 'cyrillic-ext', 'greek', 'greek-ext', 'vietnamese']

const READING: Readonly<Record<PdfOptions['face'], OwnFace>> = {
  literata: { family: 'Literata', package: '@fontsource/literata', subsets: EUROPEAN, styles: BOTH },
  'source-sans': { family: 'Source Sans', package: '@fontsource/source-sans-3', subsets: EUROPEAN, styles: BOTH },
  atkinson: { family: 'Atkinson', package: '@fontsource/atkinson-hyperlegible-next', subsets: LATIN, styles: BOTH },
  opendyslexic: { family: 'OpenDyslexic', package: '@fontsource/opendyslexic', subsets: ['latin'], styles: BOTH },
}

const ARABIC: OwnFace = {
  family: 'Naskh',
  package: '@fontsource/noto-naskh-arabic',
  subsets: ['arabic', 'symbols', 'math'],
  styles: ['normal'],
}
const HEBREW: OwnFace = {
  family: 'Serif Hebrew',
  package: '@fontsource/noto-serif-hebrew',
  subsets: ['hebrew'],
  styles: ['normal'],
}

export interface ChosenFiles {
  /** In the order in which they are asked for a glyph. */
  families: string[]
  files: Buffer[]
  /** Code points that none of them has, ascending. */
  missing: number[]
}

/** Those that the text needs: the face that the reader chose, and others for what it lacks. */
export function chooseOwnFaces(face: PdfOptions['face'], codePoints: readonly number[]): ChosenFiles {
  const chosen: ChosenFiles = { families: [], files: [], missing: [...codePoints] }
  const others = [READING.literata, READING['source-sans'], ARABIC, HEBREW]
  for (const each of new Set([READING[face], ...others])) addFiles(chosen, each)
  return chosen
}

function addFiles(chosen: ChosenFiles, face: OwnFace): void {
  for (const [index, subset] of face.subsets.entries()) {
    if (chosen.missing.length === 0 && chosen.families.length > 0) return
    const family = `${face.family} ${index + 1}`
    const regular = readFile(face, { subset, weight: 400, style: 'normal', family })
    if (!regular) continue
    const missing = notCovered(chosen.missing, regular.coverage)
    const isFirst = chosen.families.length === 0
    if (missing.length === chosen.missing.length && !isFirst) continue
    chosen.missing = missing
    chosen.families.push(family)
    chosen.files.push(regular.bytes)
    for (const weight of WEIGHTS) {
      for (const style of face.styles) {
        if (weight === 400 && style === 'normal') continue
        const file = readFile(face, { subset, weight, style, family })
        if (file) chosen.files.push(file.bytes)
      }
    }
  }
}

interface Cut {
  subset: string
  weight: number
  style: Style
  family: string
}

const require = createRequire(import.meta.url)

function readFile(face: OwnFace, { subset, weight, style, family }: Cut): { bytes: Buffer; coverage: Coverage } | null {
  const folder = dirname(require.resolve(`${face.package}/package.json`))
  const path = join(folder, 'files', `${face.package.split('/')[1]}-${subset}-${weight}-${style}.woff`)
  if (!existsSync(path)) return null
  const { flavour, tables } = readWoff(readFileSync(path))
  const name = nameTable(family, `${weight === 700 ? 'Bold' : 'Regular'}${style === 'italic' ? ' Italic' : ''}`)
  const renamed = new Map([...tables, ['name', name] as const])
  return { bytes: writeSfnt({ flavour, tables: renamed }), coverage: readCoverage(tables.get('cmap')!) }
}
