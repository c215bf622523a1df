// Where each kind of block may stand, and what is put around it where the source forgot.

import type { BlockRule } from './elements.ts'
import type { Block, Blocks } from './blocks.ts'

const holdsWords = (block: Block) => block.kind === 'flow' || block.kind === 'cell'
const isCell = (block: Block) => block.kind === 'cell'

/** Makes a place for words: inside a paragraph, or loose where the element allows it. */
export function placeForWords(blocks: Blocks): void {
  placeInStructure(blocks)
  const top = blocks.top
  if (!top || top.kind === 'transparent' || (holdsWords(top) && top.parted)) blocks.imply('phrasing', 'p')
  blocks.write()
}

/** Makes a place for a block: paragraphs and headings end before it. */
export function placeForBlock(blocks: Blocks): void {
  if (blocks.top?.kind === 'phrasing') blocks.pop()
  placeInStructure(blocks)
}

/** A block that leaves no tag has begun or ended: words before and after it must not run together. */
export function partWords(blocks: Blocks): void {
  if (blocks.top?.name === 'p') blocks.pop()
  const top = blocks.top
  if (top) top.parted = true
}

/** Makes a place for a list item, in a list of its own if need be; false when blocks are too deep for that. */
export function placeForItem(blocks: Blocks): boolean {
  const list = blocks.find(
    (block) => block.kind === 'list',
    (block) => block.kind !== 'transparent' && block.kind !== 'phrasing' && block.name !== 'li',
  )
  if (list !== -1) {
    blocks.closeTo(list + 1)
    return true
  }
  placeForBlock(blocks)
  if (blocks.isFull) return false
  blocks.imply('list', 'ul')
  return true
}

export function placeForTerm(blocks: Blocks): boolean {
  const terms = blocks.find(
    (block) => block.kind === 'terms',
    (block) => block.kind !== 'transparent' && block.kind !== 'phrasing' && block.name !== 'dd',
  )
  if (terms !== -1) {
    blocks.closeTo(terms + 1)
    return true
  }
  placeForBlock(blocks)
  if (blocks.isFull) return false
  blocks.imply('terms', 'dl')
  return true
}

/** Makes a place for a part of the innermost table; false when there is none, or it comes too late for a caption. */
export function placeForTablePart(blocks: Blocks, rule: BlockRule): boolean {
  const table = blocks.find((block) => block.kind === 'table')
  if (table === -1) return false
  if (rule.name === 'caption' && blocks.at(table)!.written) return false
  const section = blocks.at(table + 1)?.kind === 'section'
  if (rule.kind === 'section' || rule.kind === 'phrasing' || !section) blocks.closeTo(table + 1)
  if (rule.kind === 'row' || rule.kind === 'cell') {
    if (!section) blocks.imply('section', 'tbody')
    const row = blocks.at(table + 2)?.kind === 'row'
    blocks.closeTo(table + (row && rule.kind === 'cell' ? 3 : 2))
    if (!row && rule.kind === 'cell') blocks.imply('row', 'tr')
  }
  return true
}

/** Whether an end tag may look past the block for its start. */
export function isEdge(source: string): (block: Block) => boolean {
  if (source === 'table') return () => false
  if (['td', 'th', 'tr', 'thead', 'tbody', 'tfoot', 'caption'].includes(source))
    return (block) => block.kind === 'table'
  if (source === 'li') return (block) => isCell(block) || block.kind === 'list'
  if (source === 'dd' || source === 'dt') return (block) => isCell(block) || block.kind === 'terms'
  return (block) => isCell(block) || block.name === 'caption'
}

function placeInStructure(blocks: Blocks): void {
  if (blocks.top?.kind === 'list' && blocks.top.implied) blocks.pop()
  if (blocks.top?.kind === 'terms' && blocks.top.implied) blocks.pop()
  switch (blocks.top?.kind) {
    case 'list':
      return blocks.imply('flow', 'li')
    case 'terms':
      return blocks.imply('flow', 'dd')
    case 'table':
      blocks.imply('section', 'tbody')
      blocks.imply('row', 'tr')
      return blocks.imply('cell', 'td')
    case 'section':
      blocks.imply('row', 'tr')
      return blocks.imply('cell', 'td')
    case 'row':
      return blocks.imply('cell', 'td')
    default:
      return undefined
  }
}
