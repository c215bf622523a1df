import { escapeText } from '../escape.ts'
import { cleanText } from '../well-formed.ts'
import { Blocks } from './blocks.ts'
import { HEADINGS, TABLE_PARTS, type BlockRule } from './elements.ts'
import { Inlines, type Inline } from './inlines.ts'
import {
  isEdge,
  partWords,
  placeForBlock,
  placeForItem,
  placeForTablePart,
  placeForTerm,
  placeForWords,
} from './places.ts'

/** Takes the source piece by piece, in order, and writes well-nested HTML that any parser reads in one way. */
export class Writer {
  private readonly out: string[] = []
  private readonly inlines: Inlines
  private readonly blocks: Blocks

  private readonly isClean: boolean

  /** `isClean`: all words that come have been through `cleanText`. */
  constructor(sourceLength: number, isClean = false) {
    this.isClean = isClean
    this.inlines = new Inlines(this.out, sourceLength + 65_536)
    this.blocks = new Blocks(this.out, this.inlines)
  }

  text(source: string): void {
    const text = this.isClean ? source : cleanText(source)
    if (text === '') return
    const isPreformatted = this.isIn('pre')
    const words = isPreformatted ? text : withoutLeadingSpace(text)
    if (words === '') {
      this.inlines.closeStale()
      return this.blocks.space(text)
    }
    const space = text.slice(0, text.length - words.length)
    const isPlaced = this.hasPlaceForWords
    if (!isPlaced && space !== '') this.blocks.space(space)
    this.words(escapeText(isPlaced ? text : words))
  }

  /** Words that are escaped already. */
  words(html: string): void {
    this.beginWords()
    this.inlines.openAll()
    // A parser swallows the first line end of `pre`.
    if (html.startsWith('\n') && this.out.at(-1)?.startsWith('<pre')) this.out.push('\n')
    this.out.push(html)
  }

  lineBreak(): void {
    this.beginWords()
    this.inlines.closeStale()
    this.out.push('<br>')
  }

  rule(): void {
    placeForBlock(this.blocks)
    this.blocks.write()
    this.out.push('<hr>')
  }

  part(): void {
    partWords(this.blocks)
  }

  startInline(elements: readonly Inline[], id: string | null): void {
    this.inlines.start(elements, id, this.blocks.depth)
  }

  /** Writes what is open even if no words follow: an anchor, or an empty reading. */
  stand(): void {
    this.beginWords()
    this.inlines.openAll()
  }

  endInline(source: string): void {
    this.inlines.end(source, this.blocks.floor)
  }

  endInlines(sources: ReadonlySet<string>): void {
    this.inlines.endAny(sources, this.blocks.floor)
  }

  has(inline: string): boolean {
    return this.inlines.has(inline)
  }

  isIn(block: string): boolean {
    return this.blocks.top?.name === block
  }

  startBlock(source: string, rule: BlockRule, attributes: string): void {
    if (!this.place(rule)) return this.part()
    this.blocks.push(source, rule, attributes)
  }

  endBlock(source: string): void {
    const isSame = HEADINGS.has(source)
      ? (block: { source: string }) => HEADINGS.has(block.source)
      : (block: { source: string }) => block.source === source
    const index = this.blocks.find(isSame, isEdge(source))
    if (index === -1) this.part()
    else this.blocks.closeTo(index)
  }

  finish(): string {
    this.blocks.closeTo(0)
    this.inlines.closeAll()
    return this.out.join('')
  }

  /** Whether the block may stand here, once a place is made for it. */
  private place(rule: BlockRule): boolean {
    if (TABLE_PARTS.has(rule.name) && rule.kind !== 'table') return placeForTablePart(this.blocks, rule)
    if (rule.name === 'li') return placeForItem(this.blocks)
    if (rule.name === 'dt' || rule.name === 'dd') return placeForTerm(this.blocks)
    if (this.isInLines && isParagraphLike(rule)) return false
    placeForBlock(this.blocks)
    return rule.kind === 'phrasing' || !this.blocks.isFull
  }

  /** In a heading, a term or the like, where a paragraph is no more than a line. */
  private get isInLines(): boolean {
    const top = this.blocks.top
    return top !== undefined && top.kind === 'phrasing' && top.name !== 'p'
  }

  private get hasPlaceForWords(): boolean {
    const top = this.blocks.top
    if (!top?.written) return false
    return top.kind === 'phrasing' || ((top.kind === 'flow' || top.kind === 'cell') && !top.parted)
  }

  private beginWords(): void {
    placeForWords(this.blocks)
    const top = this.blocks.top!
    if (top.kind === 'phrasing' && top.parted && top.hasWords) {
      this.inlines.closeStale()
      this.out.push('<br>')
    }
    if (top.kind === 'phrasing') top.parted = false
    top.hasWords = true
  }
}

function isParagraphLike(rule: BlockRule): boolean {
  return rule.name === 'p' || rule.name === 'div' || rule.kind === 'transparent'
}

function withoutLeadingSpace(text: string): string {
  return isSpace(text.charCodeAt(0)) ? text.replace(/^[\t\n ]+/, '') : text
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x09
}
