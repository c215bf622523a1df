// Clean HTML as CommonMark: one block after another, a blank line between them.
import { escapeHtml } from '../../text/escape.ts'
import { cleanTree, type Element, isBlock, type Node, wordsOf } from '../tree/clean-tree.ts'
import { inlineMarkdown, oneLine } from './inlines.ts'

/** `origin` makes the paths of pictures whole. */
export function toMarkdown(cleanHtml: string, origin: string): string {
  return cleanHtml === '' ? '' : blocks(cleanTree(cleanHtml), origin).join('\n\n')
}

function blocks(nodes: readonly Node[], origin: string): string[] {
  const found: string[] = []
  let loose: Node[] = []
  const endWords = () => {
    const words = inlineMarkdown(loose, origin)
    if (words !== '') found.push(words)
    loose = []
  }
  for (const node of nodes) {
    if (!isBlock(node)) loose.push(node)
    else {
      endWords()
      found.push(...block(node as Element, origin).filter((text) => text !== ''))
    }
  }
  endWords()
  return found
}

function block(node: Element, origin: string): string[] {
  const { name, children } = node
  switch (name) {
    case 'p':
    case 'figcaption':
      return [anchored(node, inlineMarkdown(children, origin))]
    case 'h3':
    case 'h4':
    case 'h5':
    case 'h6':
      return [heading(Number(name[1]), anchored(node, oneLine(children, origin)))]
    case 'blockquote':
      return [quoted(anchoredBlocks(node, origin).join('\n\n'))]
    case 'ul':
    case 'ol':
      return [list(node, origin)]
    case 'dl':
      return children.flatMap((child) => (typeof child === 'string' ? [] : term(child, origin)))
    case 'pre':
      return [anchored(node, fenced(node))]
    case 'hr':
      return ['* * *']
    case 'table':
      return [table(node, origin)]
    case 'summary':
      return [strong(oneLine(children, origin))]
    default:
      return anchoredBlocks(node, origin)
  }
}

export function heading(level: number, words: string): string {
  return words === '' ? '' : `${'#'.repeat(level)} ${words.replace(/(?<=\s|^)#+$/, '\\$&')}`
}

function strong(words: string): string {
  return words === '' ? '' : /[*\\]/.test(words) ? `<strong>${words}</strong>` : `**${words}**`
}

function anchor({ attributes }: Element): string {
  const id = attributes?.get('id')
  return id === undefined ? '' : `<a id="${escapeHtml(id)}"></a>`
}

function anchored(node: Element, words: string): string {
  return words === '' ? words : anchor(node) + words
}

function anchoredBlocks(node: Element, origin: string): string[] {
  const [first = '', ...more] = blocks(node.children, origin)
  const mark = anchor(node)
  // A sign that begins a block has to begin its line.
  const isPlain = !/^(?:[-+*>#`~|<]|\d+[.)])/.test(first)
  return mark === '' ? [first, ...more] : isPlain ? [mark + first, ...more] : [mark, first, ...more]
}

export function quoted(text: string): string {
  return text.replace(/^/gm, '> ').replace(/^> $/gm, '>')
}

function list({ name, attributes, children }: Element, origin: string): string {
  let number = Number(attributes?.get('start') ?? 1)
  const items = children.flatMap((child) => {
    if (typeof child === 'string') return []
    number = Number(child.attributes?.get('value') ?? number)
    const mark = name === 'ul' ? '- ' : `${Math.max(0, number++)}. `
    const indent = ' '.repeat(mark.length)
    const content = anchoredBlocks(child, origin).join('\n\n')
    return [(mark + content.replace(/\n(?=[^\n])/g, `\n${indent}`)).trimEnd()]
  })
  const isTight = items.every((item) => !item.includes('\n\n'))
  return items.join(isTight ? '\n' : '\n\n')
}

function term(node: Element, origin: string): string[] {
  return node.name === 'dt' ? [anchored(node, strong(oneLine(node.children, origin)))] : anchoredBlocks(node, origin)
}

/** As it stands; with formatting in it, as HTML, since a fence shows tags as words. */
function fenced(node: Element): string {
  const words = wordsOf(node.children)
  const longest = Math.max(2, ...[...words.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}\n${words.replace(/^\n|\n$/g, '')}\n${fence}`
}

/** A table of plain lines as GitHub writes it, every other as HTML. */
function table(node: Element, origin: string): string {
  const rows = rowsOf(node)
  const [head = []] = rows
  const isPlain =
    !node.children.some((part) => typeof part !== 'string' && part.name === 'caption') &&
    head.length > 0 &&
    head.every((cell) => cell.name === 'th') &&
    rows.every((row) => row.length === head.length && row.every(isPlainCell))
  if (!isPlain) return htmlOf([node]).replace(/\n\s*/g, ' ')
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const [first, ...more] = rows.map((row) =>
    line(row.map((cell) => oneLine(cell.children, origin).replaceAll('|', '\\|'))),
  )
  return [first, line(head.map(() => '---')), ...more].join('\n')
}

function rowsOf({ children }: Element): Element[][] {
  return children.flatMap((child): Element[][] => {
    if (typeof child === 'string') return []
    return child.name === 'tr' ? [child.children.filter((cell) => typeof cell !== 'string')] : rowsOf(child)
  })
}

function isPlainCell({ attributes, children }: Element): boolean {
  if (attributes?.has('colspan') || attributes?.has('rowspan')) return false
  return !children.some((child) => isBlock(child) || (typeof child !== 'string' && child.name === 'br'))
}

function htmlOf(nodes: readonly Node[]): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return node
      const attributes = [...(node.attributes ?? [])].map(([name, value]) => ` ${name}="${escapeHtml(value)}"`).join('')
      const tag = `<${node.name}${attributes}>`
      return /^(?:br|hr|img)$/.test(node.name) ? tag : `${tag}${htmlOf(node.children)}</${node.name}>`
    })
    .join('')
}
