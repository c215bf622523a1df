import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { Book, BookText } from '../book.ts'
import { bookCode } from './book-code.ts'
import { chooseFaces, type FaceSet } from './fonts/choose-faces.ts'
import { MissingSigns } from './missing-signs.ts'
import type { PdfOptions } from './pdf-options.ts'
import { literal } from './typst-code.ts'

export interface Manuscript {
  book: Book
  texts: readonly BookText[]
  /** The bytes of each picture, by the address that the texts say. */
  pictures: ReadonlyMap<string, Buffer>
  options: PdfOptions
  /** Where typefaces are looked for beside our own. */
  fontFolders: readonly string[]
  /** "These signs are in no typeface here: {signs}". */
  remark: string
}

/** Typst; loaded by whoever may, since it is heavy and optional. */
export type TypstModule = typeof import('@myriaddreamin/typst-ts-node-compiler')

const LOOK = readFileSync(join(import.meta.dirname, 'book.typ'), 'utf8')
/** Nothing is there: all that a book is made of is handed over in memory. */
const NOWHERE = '/fanfold-typesets-in-memory'

/** The PDF. Refuses with `MissingSigns` when the machine has no typeface for too much of the text. */
export function typeset(manuscript: Manuscript, { NodeCompiler }: TypstModule): Buffer {
  const { book, options } = manuscript
  const codePoints = signsOf(manuscript)
  const faces = chooseFaces({
    face: options.face,
    language: book.language,
    codePoints: [...codePoints.keys()].toSorted((a, b) => a - b),
    folders: manuscript.fontFolders,
  })
  const compiler = NodeCompiler.create({ workspace: NOWHERE, fontArgs: fontsOf(faces) })
  const missing = notDrawn(compiler, faces.missing)
  MissingSigns.refuseTooMany(missing, codePoints)
  const names = printable(compiler, manuscript.pictures)
  const source = bookCode({
    book,
    texts: manuscript.texts,
    options,
    faces,
    pictureAt: (address) => names.get(address) ?? null,
    remarks: missing.length > 0 ? [manuscript.remark.replace('{signs}', () => MissingSigns.list(missing))] : [],
  })
  return print(compiler, source.before + LOOK + standIns(source.after, missing), book)
}

function fontsOf({ files, paths }: FaceSet) {
  const fontBlobs = files
  return [{ fontBlobs }, ...(paths.length > 0 ? [{ fontPaths: [...paths] }] : [])]
}

const MOST_TRIES = 300

/** Typst has typefaces of its own and finds others by itself, whose signs cannot be listed from here: it is asked. */
function notDrawn(compiler: NodeCompiler, codes: readonly number[]): number[] {
  let triesLeft = MOST_TRIES
  const sift = (codes: readonly number[]): number[] => {
    if (codes.length === 0 || triesLeft-- <= 0) return [...codes]
    if (areDrawn(compiler, String.fromCodePoint(...codes))) return []
    if (codes.length === 1) return [...codes]
    const middle = Math.ceil(codes.length / 2)
    return [...sift(codes.slice(0, middle)), ...sift(codes.slice(middle))]
  }
  return sift(codes)
}

/** Archives of this standard may show no empty boxes, so Typst refuses to write one that would. */
function areDrawn(compiler: NodeCompiler, signs: string): boolean {
  const mainFileContent = `#set document(title: "t")\n#text(${literal(signs)})`
  try {
    compiler.pdf({ mainFileContent }, { pdfStandard: 'a-2u' })
    return true
  } catch {
    return false
  }
}

function print(compiler: NodeCompiler, source: string, book: Book): Buffer {
  const compiled = compiler.compile({ mainFileContent: source })
  const document = compiled.result
  if (!document) throw new Error(`Typst refused a book: ${diagnostics(compiler, compiled)}`)
  const creationTimestamp = Math.floor(book.modifiedAt / 1000)
  try {
    return compiler.pdf(document, { pdfStandard: 'ua-1', creationTimestamp })
  } catch {
    // Its author's text does not follow the rules for accessible documents; it is tagged all the same.
    return compiler.pdf(document, { creationTimestamp })
  }
}

function diagnostics(compiler: NodeCompiler, compiled: ReturnType<NodeCompiler['compile']>): string {
  const errors = compiled.takeDiagnostics()
  const all = errors ? (compiler.fetchDiagnostics(errors) as Array<{ message: string }>) : []
  return all
    .map(({ message }) => message)
    .slice(0, 3)
    .join('; ')
}

function signsOf({ book, texts }: Manuscript): Map<number, number> {
  const counts = new Map<number, number>()
  const count = (text: string) => {
    for (const sign of text) {
      const code = sign.codePointAt(0)!
      counts.set(code, (counts.get(code) ?? 0) + 1)
    }
  }
  count(JSON.stringify(book))
  for (const text of texts) for (const part of [text.notesHtml, text.html, text.endNotesHtml]) count(part)
  return counts
}

/** A white box, which every typeface here has, for what none of them has. */
function standIns(source: string, missing: readonly number[]): string {
  if (missing.length === 0) return source
  const signs = new RegExp(`[${missing.map((code) => `\\u{${code.toString(16)}}`).join('')}]`, 'gu')
  return source.replace(signs, '\u25af')
}

/** The name of each picture that Typst can read; it would refuse the whole book for one that it cannot. */
function printable(compiler: NodeCompiler, pictures: ReadonlyMap<string, Buffer>): Map<string, string> {
  const names = new Map<string, string>()
  for (const [address, bytes] of pictures) {
    const ending = endingOf(bytes)
    if (ending === null) continue
    const name = `picture-${names.size + 1}.${ending}`
    compiler.mapShadow(join(NOWHERE, name), bytes)
    const tried = compiler.compile({ mainFileContent: `#image("${name}")` })
    if (!tried.hasError()) names.set(address, name)
  }
  return names
}

function endingOf(bytes: Buffer): string | null {
  const start = bytes.toString('latin1', 0, 12)
  if (start.startsWith('\u0089PNG')) return 'png'
  if (start.startsWith('\u00ff\u00d8\u00ff')) return 'jpg'
  if (start.startsWith('GIF8')) return 'gif'
  return start.startsWith('RIFF') && start.endsWith('WEBP') ? 'webp' : null
}
