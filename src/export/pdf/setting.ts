import type { Node } from '../tree/clean-tree.ts'
import type { ParagraphStyle } from './paragraphs.ts'
import type { Places } from './places.ts'
import type { Code } from './typst-code.ts'

/** How a part of a text is to be set. */
export interface Setting {
  readonly places: Places
  readonly headings: Headings
  readonly depth: number
  readonly style: ParagraphStyle
  /** Sets what stands inside, as blocks. */
  readonly set: (nodes: readonly Node[], setting: Setting) => Code[]
}

/** A heading may be one level deeper than the last and no more: what PDF's rules for accessibility ask. */
export interface Headings {
  /** The level of the heading that the text stands under. */
  readonly base: number
  last: number
  /** They stand among the reading program's bookmarks. */
  readonly outlined: boolean
}

/** As in lists and cells, where no first line is indented. */
export const FLUSH: ParagraphStyle = { kind: 'flush' }

/** Deeper than this everything is set as if it were not nested: Typst gives up at 72 layouts in each other. */
export const MOST_NESTED = 8

export function deeper(setting: Setting): Setting {
  return { ...setting, depth: setting.depth + 1 }
}
