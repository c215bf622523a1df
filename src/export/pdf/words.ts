import { type Element, type Node, wordsOf } from '../tree/clean-tree.ts'
import { isElement, attribute, classesOf, wordsIn } from './tree-parts.ts'
import { tongueIn } from './element-attributes.ts'
import { tongueArguments } from './language.ts'
import type { Places } from './places.ts'
import { type Code, call, literal, points, textOrNone } from './typst-code.ts'

/** A line of a paragraph: the arguments of whatever sets it, and how many characters it is long. */
export interface Line {
  readonly parts: Code[]
  length: number
  /** It begins with spaces that the author put there. */
  isIndented: boolean
  /** A picture that stands by itself. */
  isBlock: boolean
}

interface Wrapper {
  readonly before: Code
  readonly after: Code
}

const PLAIN_WRAPPERS: Readonly<Record<string, string>> = {
  em: 'italic',
  i: 'italic',
  cite: 'italic',
  strong: 'bold',
  b: 'bold',
  u: 'lined',
  ins: 'lined',
  s: 'struck',
  del: 'struck',
  sub: 'lowered',
  sup: 'raised',
  small: 'little',
}
const INDENT = /^[\u00a0\u2000-\u200a\u3000]/
/** Typst's time for a paragraph grows with the square of its length; eight pages of one are parted after a sentence. */
const LONGEST = 20_000
const SENTENCE_END = /[.!?…。！？]["'”’»」)]?$/u
/** Wider pictures stand by themselves. */
const MOST_INLINE_PX = 48

/** Words with their formatting, line by line; formatting that goes on over a line break is begun again after it. */
export class Words {
  readonly lines: Line[] = []
  private readonly places: Places
  private readonly wrappers: Wrapper[] = []
  /** The parts of each open wrapper, outermost first; the line's own at 0. */
  private open: Code[][] = []
  private line!: Line
  private isSpaceDue = false

  constructor(places: Places) {
    this.places = places
    this.startLine()
  }

  /** All words of an element that has formatting of its own. */
  addAll(element: Element): void {
    const isSmall = classesOf(element).includes('small-caps')
    if (isSmall) this.enter(simple('small-caps'))
    this.add(element.children)
    if (isSmall) this.leave()
  }

  add(nodes: readonly Node[]): void {
    for (const node of nodes) {
      if (isElement(node)) this.element(node)
      else this.text(wordsOf([node]))
    }
  }

  /** All lines; the object is spent. */
  finish(): Line[] {
    this.endLine()
    while (this.lines.at(-1)?.length === 0 && this.lines.at(-1)!.parts.length === 0) this.lines.pop()
    return this.lines
  }

  private element(element: Element): void {
    const id = attribute(element, 'id')
    const mark = id === null ? null : this.places.markOf(id)
    if (mark !== null) this.push(mark)
    const name = element.name
    if (name === 'br') return this.break()
    if (name === 'img') return this.picture(element)
    if (name === 'rp') return
    if (name === 'ruby') return this.ruby(element)
    if (name === 'a' && this.note(element)) return
    const wrappers = this.wrappersOf(element)
    for (const wrapper of wrappers) this.enter(wrapper)
    if (name === 'q') this.push(literal('“'))
    if (name === 'code') this.code(element)
    else this.add(element.children)
    if (name === 'q') this.push(literal('”'))
    for (let count = wrappers.length; count > 0; count--) this.leave()
  }

  private wrappersOf(element: Element): Wrapper[] {
    const wrappers: Wrapper[] = []
    const tongue = tongueWrapper(element)
    if (tongue) wrappers.push(tongue)
    const name = PLAIN_WRAPPERS[element.name]
    if (name) wrappers.push(simple(name))
    if (classesOf(element).includes('small-caps')) wrappers.push(simple('small-caps'))
    const link = element.name === 'a' ? this.places.linkTo(attribute(element, 'href')) : null
    if (link) wrappers.push(link)
    return wrappers
  }

  private text(value: string): void {
    const pieces = value.split(/[ \t\n\r\f]+/)
    pieces.forEach((piece, index) => {
      if (index > 0) this.isSpaceDue = true
      if (piece === '') return
      this.piece(piece)
      if (this.line.length > LONGEST && (SENTENCE_END.test(piece) || this.line.length > 2 * LONGEST)) this.break()
    })
  }

  private piece(piece: string): void {
    const isFirst = this.line.length === 0
    const space = this.isSpaceDue && !isFirst ? ' ' : ''
    if (isFirst && INDENT.test(piece)) this.line.isIndented = true
    this.isSpaceDue = false
    this.line.length += piece.length + space.length
    const parts = this.open.at(-1)!
    const last = parts.at(-1)
    if (last?.startsWith('"')) parts[parts.length - 1] = last.slice(0, -1) + literal(space + piece).slice(1)
    else parts.push(literal(space + piece))
  }

  /** Anything that is no text: the space before it must not be lost. */
  private push(code: Code): void {
    const parts = this.open.at(-1)!
    if (this.isSpaceDue && this.line.length > 0) parts.push('" "')
    this.isSpaceDue = false
    this.line.length += 1
    parts.push(code)
  }

  private break(): void {
    this.endLine()
    this.startLine()
  }

  private startLine(): void {
    this.line = { parts: [], length: 0, isIndented: false, isBlock: false }
    this.open = [this.line.parts, ...this.wrappers.map((): Code[] => [])]
    this.isSpaceDue = false
  }

  private endLine(): void {
    for (let depth = this.wrappers.length; depth > 0; depth--) this.close(depth)
    this.lines.push(this.line)
  }

  private enter(wrapper: Wrapper): void {
    // A space before the words inside belongs outside, where a line may end.
    if (this.isSpaceDue && this.line.length > 0) {
      this.open.at(-1)!.push('" "')
      this.line.length += 1
      this.isSpaceDue = false
    }
    this.wrappers.push(wrapper)
    this.open.push([])
  }

  private leave(): void {
    this.close(this.wrappers.length)
    this.wrappers.pop()
    this.open.pop()
  }

  private close(depth: number): void {
    const parts = this.open[depth]!
    const { before, after } = this.wrappers[depth - 1]!
    if (parts.length > 0) this.open[depth - 1]!.push(before + parts.join(',') + after)
  }

  private code(element: Element): void {
    const words = wordsIn(element).replace(/\s+/g, ' ')
    if (words.trim() !== '') this.push(call('code', literal(words)))
  }

  private note(link: Element): boolean {
    const note = this.places.noteOf(link)
    if (note === null) return false
    this.isSpaceDue = false
    this.push(note)
    return true
  }

  /** Readings come after the characters that they belong to. */
  private ruby(element: Element): void {
    let base = ''
    for (const child of element.children) {
      if (!isElement(child)) base += wordsOf([child])
      else if (child.name === 'rt') {
        this.push(call('ruby', literal(base.trim()), literal(wordsIn(child).trim())))
        base = ''
      } else if (child.name !== 'rp') base += wordsOf([child])
    }
    if (base.trim() !== '') this.piece(base.trim())
  }

  private picture(element: Element): void {
    const found = this.places.pictureAt(attribute(element, 'src') ?? '')
    const words = attribute(element, 'alt') ?? ''
    if (found === null) {
      if (words.trim() !== '') this.text(`[${words}]`)
      return
    }
    const width = Number(attribute(element, 'width') ?? 0)
    const args = [literal(found), textOrNone(words || null), width > 0 ? points(width * 0.75) : 'none']
    if (width > 0 && width <= MOST_INLINE_PX) return this.push(call('small-picture', ...args))
    this.break()
    this.line.isBlock = true
    this.push(call('picture', ...args))
    this.break()
  }
}

function simple(name: string): Wrapper {
  return { before: `${name}(`, after: ')' }
}

function tongueWrapper(element: Element): Wrapper | null {
  const tongue = tongueIn(element)
  return tongue && { before: `tongue(${tongueArguments(tongue).join(',')},joined(`, after: '))' }
}
