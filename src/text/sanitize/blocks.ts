import type { BlockKind, BlockRule } from './elements.ts'
import type { Inlines } from './inlines.ts'

const MAX_DEPTH = 100

export interface Block {
  /** The element in the source, which its end tag names. */
  readonly source: string
  readonly name: string
  readonly kind: BlockKind
  readonly tag: string
  /** Made here because its child needs it, not by the author. */
  readonly implied: boolean
  /** How many inline elements were open before a cell; null outside cells' edges. */
  readonly floor: number | null
  /** White space to write after the tag. */
  space: string
  written: boolean
  hasWords: boolean
  /** A block that may not stand here began or ended: the next words start a new line or paragraph. */
  parted: boolean
}

/** The blocks open now. Each is written only when something stands in it, so empty ones leave no trace. */
export class Blocks {
  private readonly stack: Block[] = []
  private readonly out: string[]
  private readonly inlines: Inlines

  constructor(out: string[], inlines: Inlines) {
    this.out = out
    this.inlines = inlines
  }

  get top(): Block | undefined {
    return this.stack.at(-1)
  }

  get depth(): number {
    return this.stack.length
  }

  get isFull(): boolean {
    return this.stack.length >= MAX_DEPTH
  }

  /** How many inline elements were open where the innermost cell began. */
  get floor(): number {
    return this.stack.findLast((block) => block.floor !== null)?.floor ?? 0
  }

  push(source: string, rule: BlockRule, attributes = '', implied = false): void {
    this.inlines.closeAll()
    this.inlines.limitReopening()
    const isCellLike = rule.kind === 'cell' || rule.name === 'caption'
    this.stack.push({
      source,
      name: rule.name,
      kind: rule.kind,
      tag: `<${rule.name}${attributes}>`,
      implied,
      floor: isCellLike ? this.inlines.count : null,
      space: '',
      written: false,
      hasWords: false,
      parted: false,
    })
    if (rule.kind === 'cell' || rule.name === 'li' || attributes.startsWith(' id=')) this.write()
  }

  imply(kind: BlockKind, name: string): void {
    this.push(name, { kind, name }, '', true)
  }

  /** Writes the start tags of everything open. */
  write(): void {
    let first = this.stack.length
    while (first > 0 && !this.stack[first - 1]!.written) first -= 1
    for (const block of this.stack.slice(first)) {
      if (block.kind !== 'transparent') this.out.push(block.tag)
      if (block.space !== '') this.out.push(block.space)
      block.written = true
    }
  }

  /** White space between blocks, in its place even before the tag of the block is known to be needed. */
  space(text: string): void {
    const top = this.top
    if (top && !top.written) top.space += text
    else this.out.push(text)
  }

  closeTo(depth: number): void {
    if (this.stack.length <= depth) return
    this.inlines.closeAll()
    while (this.stack.length > depth) {
      const block = this.stack.pop()!
      if (!block.written && block.space !== '') this.space(block.space)
      if (block.written && block.kind !== 'transparent') this.out.push(`</${block.name}>`)
      this.inlines.leaveBlock(this.stack.length, block.floor)
    }
  }

  pop(): void {
    this.closeTo(this.stack.length - 1)
  }

  /** Index of the innermost block that passes, looking no further out than the first that is an edge; or -1. */
  find(test: (block: Block) => boolean, isEdge: (block: Block) => boolean = () => false): number {
    for (let index = this.stack.length - 1; index >= 0; index -= 1) {
      const block = this.stack[index]!
      if (test(block)) return index
      if (isEdge(block)) return -1
    }
    return -1
  }

  at(index: number): Block | undefined {
    return this.stack[index]
  }
}
