import { FORMATTING, NESTABLE, RUBY_PARTS } from './elements.ts'
import { written } from './attributes.ts'

const MAX_OPEN = 100
const MAX_WRITTEN = 20
const MAX_REOPENINGS = 50

export interface Inline {
  /** The element in the source, which its end tag names. */
  readonly source: string
  /** The element to write; '' writes none. */
  readonly name: string
  readonly attributes: string
}

interface Entry extends Inline {
  /** The first entry of a source element; an end tag closes the element with all that its style stands for. */
  readonly group: number
  readonly blockDepth: number
  id: string | null
  openings: number
}

/**
 * Formatting as a state rather than a tree: what the source has open is wanted around the next words, wherever they
 * stand, so misnested and unclosed tags need no repair and blocks never land inside inline elements.
 */
export class Inlines {
  private entries: Entry[] = []
  private open: Entry[] = []
  private wantedNow: Entry[] | null = null
  private groups = 0
  private readonly out: string[]
  private reopeningBytes: number

  /** Tags written again in later blocks may take up `reopeningBytes` in all, so a text cannot grow without end. */
  constructor(out: string[], reopeningBytes: number) {
    this.out = out
    this.reopeningBytes = reopeningBytes
  }

  get count(): number {
    return this.entries.length
  }

  has(name: string): boolean {
    return this.wanted().some((entry) => entry.name === name)
  }

  start(elements: readonly Inline[], id: string | null, blockDepth: number): void {
    if (this.entries.length + elements.length > MAX_OPEN) return
    const group = ++this.groups
    elements.forEach((element, index) => {
      this.entries.push({ ...element, group, blockDepth, id: index === 0 ? id : null, openings: 0 })
    })
    this.wantedNow = null
  }

  /** Ends the latest open element of this source name at or above the entry `floor`. */
  end(source: string, floor: number): void {
    const index = this.entries.findLastIndex((entry) => entry.source === source)
    if (index < floor) return
    const group = this.entries[index]!.group
    const keepsRuby = source !== 'ruby'
    this.keep(
      (entry, at) => at < floor || (entry.group !== group && (keepsRuby || at < index || !RUBY_PARTS.has(entry.name))),
    )
  }

  endAny(sources: ReadonlySet<string>, floor: number): void {
    for (const source of sources) this.end(source, floor)
  }

  /** A block has closed: only formatting outlives it, and nothing outlives a table cell (`floor`). */
  leaveBlock(blockDepth: number, floor: number | null): void {
    if (floor !== null && this.entries.length > floor) {
      this.entries.length = floor
      this.wantedNow = null
    }
    if (this.entries.some((entry) => entry.blockDepth > blockDepth && !FORMATTING.has(entry.source))) {
      this.keep((entry) => entry.blockDepth <= blockDepth || FORMATTING.has(entry.source))
    }
  }

  /** Writes the tags that make the next words look as the source wants them. */
  openAll(): void {
    if (this.reopeningBytes <= 0) this.limitReopening()
    const same = this.closeStale()
    for (const entry of this.wanted().slice(same)) {
      this.out.push(this.tagOf(entry))
      this.open.push(entry)
    }
  }

  /** Closes what the source has closed, opens nothing; answers how many wanted elements are open. */
  closeStale(): number {
    const wanted = this.wanted()
    let same = 0
    while (same < this.open.length && this.open[same] === wanted[same]) same += 1
    this.closeDownTo(same)
    return same
  }

  closeAll(): void {
    this.closeDownTo(0)
  }

  private closeDownTo(length: number): void {
    while (this.open.length > length) this.out.push(`</${this.open.pop()!.name}>`)
  }

  private tagOf(entry: Entry): string {
    const id = entry.id === null ? '' : written('id', entry.id)
    const tag = `<${entry.name}${id}${entry.attributes}>`
    entry.openings += 1
    if (entry.openings > 1) this.reopeningBytes -= tag.length
    entry.id = null
    return tag
  }

  private wanted(): Entry[] {
    this.wantedNow ??= this.findWanted()
    return this.wantedNow
  }

  private findWanted(): Entry[] {
    const seen = new Set<string>()
    const lastLink = this.entries.findLastIndex((entry) => entry.name === 'a')
    const lastRuby = this.entries.findLastIndex((entry) => entry.name === 'ruby')
    const found: Entry[] = []
    this.entries.forEach((entry, at) => {
      if (found.length >= MAX_WRITTEN) return
      if ((entry.name === 'a' && at !== lastLink) || (entry.name === 'ruby' && at !== lastRuby)) return
      const look = entry.name + entry.attributes
      const isRepeated = seen.has(look) && !NESTABLE.has(entry.name) && entry.id === null
      if ((isRepeated || !isWorthWriting(entry)) && !this.open.includes(entry)) return
      seen.add(look)
      found.push(entry)
    })
    return found
  }

  private keep(test: (entry: Entry, index: number) => boolean): void {
    this.entries = this.entries.filter(test)
    this.wantedNow = null
  }

  /** Called between blocks: gives up formatting that has been carried on for too long. */
  limitReopening(): void {
    this.wantedNow = null
    if (this.reopeningBytes > 0 && !this.entries.some((entry) => isWornOut(entry))) return
    const isSpent = this.reopeningBytes <= 0
    this.keep((entry) => !(isWornOut(entry) || (isSpent && entry.openings > 0)))
  }
}

/** A link left open would turn the rest of the text into a link. */
function isWornOut(entry: Entry): boolean {
  return entry.name === 'a' && entry.openings >= MAX_REOPENINGS
}

/** An anchor or a span with nothing left to say need not be written again. */
function isWorthWriting(entry: Entry): boolean {
  if (entry.name === '') return false
  return (entry.name !== 'a' && entry.name !== 'span') || entry.attributes !== '' || entry.id !== null
}
