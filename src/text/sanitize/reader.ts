import { Tokenizer, TokenizerMode, type Token, type TokenHandler } from 'parse5'
import {
  commonAttributes,
  elementsOfStyle,
  isPlainByStyle,
  ownAttributes,
  readAttributes,
  type Attributes,
} from './attributes.ts'
import { safeId } from './addresses.ts'
import { BLOCKS, BLOCKS_IN_BRIEF, INLINES, RUBY_PARTS, type BlockRule } from './elements.ts'
import { Foreign } from './foreign.ts'
import { writeImage } from './images.ts'
import type { Inline } from './inlines.ts'
import { Writer } from './writer.ts'

export interface Extent {
  /** Paragraphs, quotes, lists and formatting only: for summaries and reviews. */
  readonly brief: boolean
}

const HEAD_ONLY = new Set('title meta link base style script noscript template html head'.split(' '))

/** Reads the source's tokens and tells the writer what they mean. It never builds a tree, so depth costs nothing. */
export class Reader implements TokenHandler {
  readonly onParseError = null
  private readonly tokenizer = new Tokenizer({ sourceCodeLocationInfo: false }, this)
  private readonly foreign = new Foreign()
  private readonly writer: Writer
  private readonly extent: Extent
  private readonly blocks: ReadonlyMap<string, BlockRule>
  private readonly ids = new Set<string>()
  private pending = ''
  /** The script, style or title whose text is being passed over. */
  private passingOver: string | null = null
  private templates = 0
  private inHead = false
  private dropsLineEnd = false

  constructor(writer: Writer, extent: Extent) {
    this.writer = writer
    this.extent = extent
    this.blocks = extent.brief ? BLOCKS_IN_BRIEF : BLOCKS
  }

  read(source: string): void {
    this.tokenizer.write(source, true)
  }

  onCharacter(token: Token.CharacterToken): void {
    if (this.passingOver === null && this.templates === 0 && !this.foreign.hidesText) this.pending += token.chars
  }

  onWhitespaceCharacter(token: Token.CharacterToken): void {
    this.onCharacter(token)
  }

  onNullCharacter(): void {}
  onComment(): void {}
  onDoctype(): void {}

  onEof(): void {
    this.flush()
  }

  onStartTag(token: Token.TagToken): void {
    this.flush()
    const isForeign = this.foreign.start(token)
    this.tokenizer.inForeignNode = this.foreign.isInside
    if (isForeign || this.passesOver(token.tagName) || this.templates > 0) return
    this.start(token.tagName, readAttributes(token))
  }

  onEndTag({ tagName }: Token.TagToken): void {
    this.flush()
    if (this.passingOver !== null) {
      if (tagName === this.passingOver) this.passingOver = null
      return
    }
    const wasForeign = this.foreign.end(tagName)
    this.tokenizer.inForeignNode = this.foreign.isInside
    if (wasForeign) return
    if (tagName === 'template') this.templates = Math.max(0, this.templates - 1)
    else if (this.templates === 0) this.end(tagName)
  }

  private flush(): void {
    const text = this.pending
    const dropsLineEnd = this.dropsLineEnd
    this.pending = ''
    this.dropsLineEnd = false
    if (text !== '') this.writer.text(dropsLineEnd && text.startsWith('\n') ? text.slice(1) : text)
  }

  private passesOver(name: string): boolean {
    if (name === 'script' || name === 'style') {
      this.tokenizer.state = name === 'script' ? TokenizerMode.SCRIPT_DATA : TokenizerMode.RAWTEXT
      this.passingOver = name
    } else if (name === 'template') this.templates += 1
    else if (name === 'title' && this.inHead) {
      this.tokenizer.state = TokenizerMode.RCDATA
      this.passingOver = name
    } else if (name === 'head') this.inHead = true
    else {
      if (!HEAD_ONLY.has(name)) this.inHead = false
      return false
    }
    return true
  }

  private start(name: string, attributes: Attributes): void {
    if (name === 'br') return this.writer.lineBreak()
    if (name === 'hr') return this.extent.brief ? this.writer.part() : this.writer.rule()
    if (name === 'img' || name === 'image') return writeImage(this.writer, attributes, !this.extent.brief)
    const rule = this.blocks.get(name)
    if (rule) this.startBlock(name, rule, attributes)
    else if (INLINES.has(name)) this.startInline(name, INLINES.get(name)!, attributes)
  }

  private startBlock(source: string, rule: BlockRule, attributes: Attributes): void {
    const common = commonAttributes(attributes, source === 'center' ? ['align-center'] : [])
    if (rule.kind === 'transparent') {
      const kept: BlockRule = common === '' ? rule : { kind: 'flow', name: 'div' }
      return this.writer.startBlock(source, kept, common)
    }
    const id = this.freshId(attributes.get('id'))
    const own = ownAttributes(rule.name, attributes)
    this.writer.startBlock(source, rule, (id === null ? '' : ` id="${id}"`) + own + common)
    this.dropsLineEnd = rule.name === 'pre'
  }

  private startInline(source: string, name: string, attributes: Attributes): void {
    if (name === 'a' || name === 'ruby') this.writer.endInline(name)
    if (RUBY_PARTS.has(name)) this.writer.endInlines(RUBY_PARTS)
    const isKept = !isPlainByStyle(name, attributes) && (!RUBY_PARTS.has(name) || this.writer.has('ruby'))
    const common = commonAttributes(attributes, [])
    const inline = (name: string, attributes = ''): Inline => ({ source, name, attributes })
    const own =
      name === '' && common !== ''
        ? inline('span', common)
        : inline(isKept ? name : '', ownAttributes(name, attributes) + common)
    const id = this.freshId(attributes.get('id') ?? (name === 'a' ? attributes.get('name') : undefined))
    this.writer.startInline(
      [own, ...elementsOfStyle(attributes).map((styled) => inline(styled))],
      own.name === '' ? null : id,
    )
    if ((name === 'a' && id !== null) || (name === 'rt' && isKept)) this.writer.stand()
  }

  private end(name: string): void {
    if (name === 'head') this.inHead = false
    if (name === 'br') this.writer.lineBreak()
    else if (this.blocks.has(name)) this.writer.endBlock(name)
    else if (INLINES.has(name)) this.writer.endInline(name)
  }

  /** Each id once: of two, a browser would only ever find the first. */
  private freshId(given: string | undefined): string | null {
    const id = given === undefined || this.extent.brief ? null : safeId(given)
    if (id === null || this.ids.has(id)) return null
    this.ids.add(id)
    return id
  }
}
