// Clean HTML as lines of plain text: a paragraph is one line, verse keeps its lines.
import { decodeAttribute } from '../clean-tags.ts'
import { cleanTree, type Element, isBlock, type Node, wordsOf } from '../tree/clean-tree.ts'
import { readingBehind } from '../tree/readings.ts'

/** Blocks without blank lines in them unless they hold blocks themselves. */
export function textBlocks(cleanHtml: string): string[] {
  return cleanHtml === '' ? [] : blocks(cleanTree(cleanHtml))
}

export const RULE = '* * *'

function blocks(nodes: readonly Node[]): string[] {
  const found: string[] = []
  let loose: Node[] = []
  const endWords = () => {
    const words = lines(loose)
    if (words !== '') found.push(words)
    loose = []
  }
  for (const node of nodes) {
    if (!isBlock(node)) loose.push(node)
    else {
      endWords()
      found.push(...block(node as Element).filter((text) => text !== ''))
    }
  }
  endWords()
  return found
}

function block(node: Element): string[] {
  const { name, children } = node
  switch (name) {
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return [underlined(lines(children).replaceAll('\n', ' '), '-')]
    case 'blockquote':
      return [indented(blocks(children).join('\n\n'), '    ')]
    case 'ul':
    case 'ol':
      return [list(node)]
    case 'dd':
      return [indented(blocks(children).join('\n\n'), '    ')]
    case 'pre':
      return [wordsOf(children).replace(/^\n|\s+$/g, '')]
    case 'hr':
      return [RULE]
    case 'table':
      return table(children)
    default:
      return blocks(children)
  }
}

const WIDEST_RULE = 60

export function underlined(title: string, sign: string): string {
  return title === '' ? '' : `${title}\n${sign.repeat(Math.min(columnsOf(title), WIDEST_RULE))}`
}

const WIDE = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{Emoji_Presentation}\u3000-\u303f\uff00-\uff60]/u

/** As terminals and typewriter letters count: a Chinese sign is two, a mark above a letter none. */
export function columnsOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  let columns = 0
  for (const sign of text) if (!/[\p{M}\p{Cf}]/u.test(sign)) columns += WIDE.test(sign) ? 2 : 1
  return columns
}

export function indented(text: string, by: string): string {
  return text.replace(/^(?=.)/gmu, by)
}

function list({ name, attributes, children }: Element): string {
  let number = Number(attributes?.get('start') ?? 1)
  const items = children.flatMap((child) => {
    if (typeof child === 'string') return []
    number = Number(child.attributes?.get('value') ?? number)
    const mark = name === 'ul' ? '- ' : `${number++}. `
    return [mark + indented(blocks(child.children).join('\n\n'), ' '.repeat(mark.length)).trimStart()]
  })
  return items.join(items.some((item) => item.includes('\n\n')) ? '\n\n' : '\n')
}

/** Each row a line, its cells parted by tabs; a row of longer cells a paragraph for each. */
function table(children: readonly Node[]): string[] {
  const found: string[] = []
  let rows: string[] = []
  const endRows = () => {
    if (rows.length > 0) found.push(rows.join('\n'))
    rows = []
  }
  for (const row of children.flatMap(rowsOf)) {
    const cells = row.children.map((cell) => (typeof cell === 'string' ? '' : blocks(cell.children).join('\n')))
    if (row.name !== 'caption' && !cells.some((cell) => cell.includes('\n'))) rows.push(cells.join('\t').trimEnd())
    else {
      endRows()
      found.push(row.name === 'caption' ? lines(row.children) : cells.filter((cell) => cell !== '').join('\n'))
    }
  }
  endRows()
  return found
}

function rowsOf(part: Node): Element[] {
  if (typeof part === 'string') return []
  return part.name === 'tr' || part.name === 'caption' ? [part] : part.children.flatMap(rowsOf)
}

/** Only the spaces of a keyboard are folded; wide ones, as verse is indented with, stay. */
function lines(nodes: readonly Node[]): string {
  return read(nodes)
    .replace(/[ \t]*\n[ \t]*/g, '\n')
    .replace(/[ \t]{2,}/g, ' ')
    .replace(/^[\n \t]+|[\n \t]+$/g, '')
}

function read(nodes: readonly Node[]): string {
  return nodes
    .map((node) => (typeof node === 'string' ? decodeAttribute(node).replace(/[\n\t ]+/g, ' ') : element(node)))
    .join('')
}

function element(node: Element): string {
  if (node.name === 'br') return '\n'
  if (node.name === 'ruby') return read(readingBehind(node))
  if (node.name === 'q') return `“${read(node.children)}”`
  if (node.name === 'img') return picture(node)
  return node.name === 'a' ? link(node) : read(node.children)
}

function picture({ attributes }: Element): string {
  const alt = attributes?.get('alt')?.trim() ?? ''
  return alt === '' ? '' : `[${alt}]`
}

/** Where a link leads, unless its words say so or it leads to a note. */
function link({ attributes, children }: Element): string {
  const words = read(children)
  const address = attributes?.get('href') ?? '#'
  const isSaid = words.includes(address) || words.trim() === '' || address.startsWith('#')
  return isSaid ? words : `${words} (${address.replace(/^mailto:/i, '')})`
}
