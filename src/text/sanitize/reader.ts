import { Tokenizer, type Token, type TokenHandler } from 'parse5'
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
  private tokenizer = new Tokenizer({ sourceCodeLocationInfo: false }, this)
  private foreign = new Foreign()
  private readonly writer: Writer
  private readonly extent: Extent
  private readonly blocks: ReadonlyMap<string, BlockRule>
  private readonly ids = new Set<string>()
  private pending = ''
  private isHiding = false
  /** Where in the source the open templates began, outermost first. */
  private templates: number[] = []
  private beforeTemplates = { foreign: this.foreign, inHead: false }
  private templateStarts: Iterator<number> = [].values()
  private inHead = false
  private dropsLineEnd = false

  constructor(writer: Writer, extent: Extent) {
    this.writer = writer
    this.extent = extent
    this.blocks = extent.brief ? BLOCKS_IN_BRIEF : BLOCKS
  }

  /** Reads whole tokens; `templates` tells where in the source each `<template>` among them began. */
  read(piece: string, templates: readonly number[]): void {
    this.templateStarts = templates.values()
    this.tokenizer = new Tokenizer({ sourceCodeLocationInfo: false }, this)
    this.tokenizer.inForeignNode = this.foreign.isInside
    this.tokenizer.write(piece, true)
  }

  finish(): void {
    this.flush()
  }

  /** Characters between tags. */
  words(text: string): void {
    this.pending += text
  }

  /** A tag outside of foreign content and templates, of an element that hides nothing. */
  startTag(name: string, attributes: Attributes): void {
    this.flush()
    this.start(name, attributes)
  }

  endTag(name: string): void {
    this.flush()
    this.end(name)
  }

  get isForeign(): boolean {
    return this.foreign.isInside
  }

  /** Whether the last tag hides all text up to its end tag. */
  takeHiding(): boolean {
    const { isHiding } = this
    this.isHiding = false
    return isHiding
  }

  /** Answers where the templates began that are still open, and goes back to before the first of them. */
  forgetTemplates(): number[] {
    const { templates } = this
    if (templates.length > 0) {
      this.foreign = this.beforeTemplates.foreign
      this.inHead = this.beforeTemplates.inHead
      this.templates = []
    }
    return templates
  }

  onCharacter(token: Token.CharacterToken): void {
    if (this.templates.length === 0 && !this.foreign.hidesText) this.words(token.chars)
  }

  onWhitespaceCharacter(token: Token.CharacterToken): void {
    this.onCharacter(token)
  }

  onNullCharacter(): void {}
  onComment(): void {}
  onDoctype(): void {}
  onEof(): void {}

  onStartTag(token: Token.TagToken): void {
    this.flush()
    const templateAt = token.tagName === 'template' ? this.templateStarts.next().value : undefined
    const isForeign = this.foreign.start(token)
    this.tokenizer.inForeignNode = this.foreign.isInside
    if (isForeign) return
    if (templateAt !== undefined) return this.startTemplate(templateAt)
    if (this.passesOver(token.tagName) || this.templates.length > 0) return
    this.start(token.tagName, readAttributes(token))
  }

  onEndTag({ tagName }: Token.TagToken): void {
    this.flush()
    const wasForeign = this.foreign.end(tagName)
    this.tokenizer.inForeignNode = this.foreign.isInside
    if (wasForeign) return
    if (tagName === 'template') this.templates.pop()
    else if (this.templates.length === 0) this.end(tagName)
  }

  private flush(): void {
    const text = this.pending
    const dropsLineEnd = this.dropsLineEnd
    this.pending = ''
    this.dropsLineEnd = false
    if (text !== '') this.writer.text(dropsLineEnd && text.startsWith('\n') ? text.slice(1) : text)
  }

  private passesOver(name: string): boolean {
    if (name === 'script' || name === 'style' || (name === 'title' && this.inHead)) this.isHiding = true
    else if (name === 'head') this.inHead = true
    else {
      if (!HEAD_ONLY.has(name)) this.inHead = false
      return false
    }
    return true
  }

  private startTemplate(at: number): void {
    if (this.templates.length === 0) this.beforeTemplates = { foreign: this.foreign.copy(), inHead: this.inHead }
    this.templates.push(at)
  }

  private start(name: string, attributes: Attributes): void {
    if (name === 'br') return this.writer.lineBreak()
    if (name === 'hr') return this.extent.brief ? this.writer.part() : this.writer.rule()
    if (name === 'img' || name === 'image') return writeImage(this.writer, attributes, this.extent.brief)
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
