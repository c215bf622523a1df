// The order in which EPUB's schema wants the parts of tables, lists of terms, readings and the like. Browsers forgive
// other orders, and so does the sanitiser. No word is lost.
import type { Element, Node } from '../tree/clean-tree.ts'

const ORDERED = new Set(['ruby', 'rt', 'rp', 'rb', 'dl', 'table', 'figure', 'details'])

export function needsOrder(nodes: readonly Node[]): boolean {
  return nodes.some((node) => typeof node !== 'string' && (ORDERED.has(node.name) || needsOrder(node.children)))
}

/** The nodes with every part of an element where it belongs. */
export function orderParts(nodes: readonly Node[]): Node[] {
  return nodes.flatMap((node) =>
    typeof node === 'string' ? node : ordered({ ...node, children: orderParts(node.children) }),
  )
}

function ordered(element: Element): Node[] {
  switch (element.name) {
    case 'ruby':
      return ruby(element)
    case 'dl':
      return [{ ...element, children: terms(element.children) }]
    case 'table':
      return [{ ...element, children: table(element.children) }]
    case 'figure':
      return [{ ...element, children: figure(element.children) }]
    case 'details':
      return [{ ...element, children: details(element.children) }]
    default:
      return [element]
  }
}

const nameOf = (node: Node) => (typeof node === 'string' ? '' : node.name)
const element = (name: string, children: Node[]): Element => ({ name, attributes: null, children })
/** A paragraph in place of a part that stands where it must not. */
const asParagraph = (node: Node): Node => (typeof node === 'string' || hasBlocks(node) ? node : { ...node, name: 'p' })

function hasBlocks(node: Element): boolean {
  return node.children.some((child) =>
    /^(?:p|ul|ol|dl|table|blockquote|pre|h\d|figure|details|hr)$/.test(nameOf(child)),
  )
}

/** Words, then their reading, in pairs; parentheses only around a reading; what has none stands outside. */
function ruby({ children, ...own }: Element): Node[] {
  const parts = children.flatMap((child) => (nameOf(child) === 'rb' ? (child as Element).children : child))
  const last = parts.findLastIndex((part) => /^r[tp]$/.test(nameOf(part)))
  if (!parts.some((part) => nameOf(part) === 'rt')) return parts.flatMap(unwrapped)
  const inside = parts.slice(0, last + 1).filter((part) => !isBlankBetween(part))
  const shape = inside.map((part) => (nameOf(part) === 'rt' ? 't' : nameOf(part) === 'rp' ? 'p' : 'w')).join('')
  const isSound = /^(?:w+(?:t+|p(?:tp)+))+$/.test(shape)
  const kept = isSound ? inside : inside.flatMap((part) => (nameOf(part) === 'rp' ? [] : part))
  // A reading before any words would be one of nothing.
  if (nameOf(kept[0] ?? '') === 'rt') kept.unshift('')
  return [{ ...own, children: kept.map(plainParenthesis) }, ...parts.slice(last + 1)]
}

function isBlankBetween(part: Node): boolean {
  return typeof part === 'string' && part.trim() === '' && /[\n\t ]/.test(part)
}

function unwrapped(part: Node): Node[] {
  return nameOf(part) === 'rp' ? (part as Element).children : [part]
}

function plainParenthesis(part: Node): Node {
  if (typeof part === 'string' || part.name !== 'rp') return part
  return { ...part, children: part.children.filter((child) => typeof child === 'string') }
}

/** Terms, then what is said of them: a group that lacks either gets an empty one. */
function terms(children: readonly Node[]): Node[] {
  const found: Node[] = []
  let last = 'dd'
  for (const child of children) {
    const name = nameOf(child)
    if (name === 'dt' && last === 'start') found.push(element('dt', []))
    if (name === 'dd' && found.length === 0) found.push(element('dt', []))
    found.push(child)
    last = name
  }
  if (last === 'dt') found.push(element('dd', []))
  return found
}

function table(children: readonly Node[]): Node[] {
  const [caption, ...captions] = children.filter((child) => nameOf(child) === 'caption')
  const heads = children.filter((child) => nameOf(child) === 'thead')
  const feet = children.filter((child) => nameOf(child) === 'tfoot')
  const rest = children.filter((child) => !/^(?:caption|thead|tfoot)$/.test(nameOf(child)))
  const bodies = [...heads.slice(1), ...rest, ...feet.slice(1)].flatMap(asBody)
  const said = captions.length === 0 ? caption : element('caption', [caption, ...captions].flatMap(wordsThenBreak))
  return [said, heads[0], ...bodies, feet[0]].filter((part) => part !== undefined)
}

function wordsThenBreak(caption: Node | undefined, index: number): Node[] {
  const words = (caption as Element).children
  return index === 0 ? words : [element('br', []), ...words]
}

function asBody(part: Node): Node {
  if (typeof part === 'string' || part.name === 'tbody') return part
  return /^t(?:head|foot)$/.test(part.name) ? { ...part, name: 'tbody' } : element('tbody', [part])
}

/** One caption, before everything else or behind it. */
function figure(children: readonly Node[]): Node[] {
  const shown = children.filter((child) => typeof child !== 'string' || child.trim() !== '')
  const isOuter = (index: number) => index === 0 || index === shown.length - 1
  const caption = shown.findIndex((child, index) => nameOf(child) === 'figcaption' && isOuter(index))
  return shown.map((child, index) => (nameOf(child) === 'figcaption' && index !== caption ? asParagraph(child) : child))
}

function details(children: readonly Node[]): Node[] {
  const at = children.findIndex((child) => nameOf(child) === 'summary')
  const summary = at === -1 ? element('summary', ['…']) : children[at]!
  const rest = children.filter((_, index) => index !== at)
  return [summary, ...rest.map((child) => (nameOf(child) === 'summary' ? asParagraph(child) : child))]
}
