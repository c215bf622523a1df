import { isWide } from '../language.ts'
import type { PdfOptions } from '../pdf-options.ts'
import { type Code, literal } from '../typst-code.ts'
import { chooseMachineFaces } from './machine-faces.ts'
import { chooseOwnFaces } from './own-faces.ts'

export interface FaceSet {
  families: Code[]
  code: Code[]
  /** The text is in Chinese, Japanese or Korean. */
  wide: boolean
  /** Letters that reach far above and below the line need more room between lines. */
  isTall: boolean
  files: Buffer[]
  paths: string[]
  /** Code points that no typeface here has. */
  missing: number[]
}

export interface FaceWish {
  face: PdfOptions['face']
  language: string
  codePoints: readonly number[]
  /** Where further typefaces are looked for. */
  folders: readonly string[]
}

/** These are never drawn, or drawn by Typst itself. */
const UNSEEN = /[\s\p{Cf}\p{Cc}\p{Variation_Selector}\u{e0000}-\u{e007f}]/u

export function chooseFaces({ face, language, codePoints, folders }: FaceWish): FaceSet {
  const seen = codePoints.filter((code) => !UNSEEN.test(String.fromCodePoint(code)))
  const own = chooseOwnFaces(face, seen)
  const others = chooseMachineFaces(own.missing, language, folders)
  const wide = isWide(language)
  const ours = own.families.map((family) => literal(family))
  const theirs = others.families.map((family) => literal(family))
  // Points and quotation marks are as wide as the other signs in such texts; only letters come from the reading face.
  const narrow = own.families.map((family) => `(name: ${literal(family)}, covers: "latin-in-cjk")`)
  return {
    families: wide && theirs.length > 0 ? [...narrow, ...theirs, ...ours] : [...ours, ...theirs],
    code: ['"DejaVu Sans Mono"', ...ours, ...theirs],
    wide,
    isTall: own.families.some((family) => family.startsWith('Naskh')),
    files: own.files,
    paths: others.paths,
    missing: others.missing,
  }
}
