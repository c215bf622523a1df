import { BLOCKS } from './elements.ts'
import type { Reader } from './reader.ts'
import { readTag, type Tag } from './tag-ends.ts'

const HIDING = new Set(['script', 'style', 'title'])

/**
 * Hands a source to the reader without the openings that never close: a comment, a tag, a script or a template that
 * its author forgot to close, or an old database cut in the middle, would swallow the rest of the chapter. Every search
 * to the end is remembered, so many such openings cost no more than one.
 */
export class Feeder {
  private readonly source: string
  private readonly reader: Reader
  private run: string[] = []
  /** Where the templates in the run begin. */
  private templates: number[] = []
  /** Where the part of the source begins that is not in the run yet. */
  private from = 0
  private at = 0
  /** Quotes before this place belong to a broken tag, so none of them protects a `<`. */
  private brokenUntil = 0
  private readonly brokenBefore = new Map<number, number>()
  private readonly found = new Map<string, number>()
  private readonly unclosedTemplates = new Set<number>()

  constructor(source: string, reader: Reader) {
    this.source = source
    this.reader = reader
  }

  feed(): void {
    do {
      for (let open = this.nextOpening(); open !== -1; open = this.nextOpening()) this.readAt(open)
      this.at = this.source.length
      this.handOver()
    } while (this.returnsToTemplates())
    this.reader.finish()
  }

  private nextOpening(): number {
    return this.source.indexOf('<', this.at)
  }

  private readAt(open: number): void {
    const start = this.source.slice(open, open + 9)
    if (/^<\/?[a-z]/i.test(start)) this.readTag(open)
    else if (start.startsWith('<!--')) this.readComment(open)
    else if (start === '<![CDATA[') this.readCdata(open)
    else if (/^<!doctype/i.test(start)) this.readDeclaration(open, 9)
    else if (start === '</' || start === '<!-') this.replace(open, this.source.length)
    else if (/^<\/\d/.test(start)) this.replace(open, open + 1, '&lt;')
    else if (/^<(?:[!?]|\/[^>])/.test(start)) this.readDeclaration(open, 2)
    else this.at = open + 1
  }

  private readTag(open: number): void {
    const limit = open < this.brokenUntil ? this.source.indexOf('<', open + 1) : -1
    const tag = readTag(this.source, open, limit === -1 ? this.source.length : limit)
    if (tag.state === 'broken' || tag.state === 'words') this.brokenUntil = Math.max(this.brokenUntil, tag.seen)
    if (tag.state === 'words') return this.replace(open, open + 1, '&lt;')
    const isHidden = tag.state !== 'broken' && this.source[open + 1] !== '/' && tag.name.length > 4
    const hides = isHidden && HIDING.has(tag.name)
    const isTemplate = isHidden && tag.name === 'template'
    if ((hides || isTemplate) && this.neverEnds(open, tag)) return this.replace(open, tag.end)
    if (tag.state === 'whole') this.at = tag.end
    else this.replace(open, tag.end, this.withoutAttributes(open, tag))
    if (hides) this.readHiding(tag.name)
    if (isTemplate) this.noteTemplate(open)
  }

  private noteTemplate(open: number): void {
    this.templates.push(open)
    if (this.brokenUntil > open) this.brokenBefore.set(open, this.brokenUntil)
  }

  private neverEnds(open: number, { name, end }: Tag): boolean {
    return this.unclosedTemplates.has(open) || this.findEndTag(name, end) === -1
  }

  /** A broken tag still parts words; formatting that it would start is more likely to be an accident. */
  private withoutAttributes(open: number, { name, state, end }: Tag): string {
    const isEndTag = this.source[open + 1] === '/'
    if (state === 'broken' && (end === this.source.length || !(isEndTag || BLOCKS.has(name) || name === 'br')))
      return ''
    return `<${isEndTag ? '/' : ''}${name}>`
  }

  private readHiding(name: string): void {
    this.handOver()
    if (this.reader.takeHiding()) this.from = this.at = this.findEndTag(name, this.at)
  }

  private readComment(open: number): void {
    const ends = [this.find('-->', open + 2), this.find('--!>', open + 4) + 1].filter((end) => end > 0)
    this.passOver(open, 4, ends.length === 0 ? -1 : Math.min(...ends) + 2)
  }

  private readCdata(open: number): void {
    const end = this.find(']]>', open + 9)
    if (end === -1) return this.replace(open, open + 9)
    this.at = open
    this.handOver()
    this.at = this.reader.isForeign ? end + 3 : this.find('>', open) + 1
  }

  private readDeclaration(open: number, length: number): void {
    const end = this.find('>', open + 2)
    const next = this.source.indexOf('<', open + 2)
    this.passOver(open, length, next !== -1 && next < end ? -1 : end)
  }

  /** Goes on after what ends at `last`, or drops its opening when it has no end. */
  private passOver(open: number, length: number, last: number): void {
    if (last === -1) this.replace(open, open + length)
    else this.at = last + 1
  }

  /** An empty comment keeps `&am` and `p;` on either side of a dropped opening apart. */
  private replace(open: number, end: number, by = ''): void {
    this.run.push(this.source.slice(this.from, open), by || '<!---->')
    this.from = this.at = end
  }

  private handOver(): void {
    this.run.push(this.source.slice(this.from, this.at))
    this.from = this.at
    this.reader.read(this.run.join(''), this.templates)
    this.run = []
    this.templates = []
  }

  /** What stood in templates that are still open is read again without their start tags. */
  private returnsToTemplates(): boolean {
    const open = this.reader.forgetTemplates()
    if (open.length === 0) return false
    for (const template of open) this.unclosedTemplates.add(template)
    this.from = this.at = open[0]!
    this.brokenUntil = this.brokenBefore.get(this.at) ?? 0
    this.found.clear()
    return true
  }

  private find(text: string, from: number): number {
    return this.remembered(text, from, () => this.source.indexOf(text, from))
  }

  private findEndTag(name: string, from: number): number {
    return this.remembered(`</${name}`, from, () => {
      const endTag = new RegExp(`</${name}(?:[\\t\\n />]|$)`, 'gi')
      endTag.lastIndex = from
      return endTag.exec(this.source)?.index ?? -1
    })
  }

  private remembered(text: string, from: number, search: () => number): number {
    const known = this.found.get(text)
    if (known !== undefined && (known === -1 || known >= from)) return known
    const index = search()
    this.found.set(text, index)
    return index
  }
}
