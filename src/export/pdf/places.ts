import type { Element, Node } from '../tree/clean-tree.ts'
import type { Footnotes } from './footnotes.ts'
import { type Code, call, literal } from './typst-code.ts'

/** Where pictures, links and notes of one text lead to. */
export interface Places {
  /** The name of a picture that can be printed, by its address; null for any other. */
  pictureAt: (address: string) => string | null
  linkTo: (href: string | null) => { before: Code; after: Code } | null
  /** What to put where an element with this id stands. */
  markOf: (id: string) => Code | null
  /** For the mark of a footnote: the note. */
  noteOf: (link: Element) => Code | null
}

/** An address that Typst takes: the standard allows far longer ones, PDF readers do not. */
const MOST_ADDRESS = 2000

/**
 * Typst refuses a whole book for one link without an end, so only ids in `ends` are linked to. `marked` collects the
 * places that were really set.
 */
export class TextPlaces implements Places {
  readonly pictureAt: (address: string) => string | null
  readonly marked = new Set<string>()
  readonly linked = new Set<string>()
  private readonly footnotes: Footnotes
  private readonly setNote: (content: Node[]) => Code
  private readonly ends: (id: string) => boolean
  private readonly set = new Set<string>()

  constructor(parts: {
    pictureAt: (address: string) => string | null
    footnotes: Footnotes
    setNote: (content: Node[]) => Code
    ends: (id: string) => boolean
  }) {
    this.pictureAt = parts.pictureAt
    this.footnotes = parts.footnotes
    this.setNote = parts.setNote
    this.ends = parts.ends
  }

  linkTo(href: string | null) {
    if (href === null || href.length > MOST_ADDRESS) return null
    if (!href.startsWith('#')) return { before: `away(${literal(href)},`, after: ')' }
    const id = href.slice(1)
    this.linked.add(id)
    return this.ends(id) ? { before: `go(${literal(id)},`, after: ')' } : null
  }

  markOf(id: string): Code | null {
    if (this.marked.has(id) || id === '') return null
    this.marked.add(id)
    return this.ends(id) ? call('mark', literal(id)) : null
  }

  noteOf(link: Element): Code | null {
    const id = this.footnotes.byLink.get(link)
    const content = id === undefined ? undefined : this.footnotes.notes.get(id)
    if (id === undefined || !content) return null
    const label = literal(`note-${id}`)
    if (this.set.has(id)) return call('note-again', label)
    this.set.add(id)
    return call('note', label, this.setNote(content))
  }
}
