// Clean HTML as a tree, for the makers of books. What is stored is clean; should it ever not be, it is cleaned again
// rather than believed, because a book of broken XML opens nowhere.
import { sanitizeHtml } from '../../text/sanitize.ts'
import { escapeText } from '../../text/escape.ts'
import { cleanText } from '../../text/well-formed.ts'
import { decodeAttribute } from '../clean-tags.ts'

export interface Element {
  name: string
  /** Values as they are meant, not as they are written. Null: none. */
  attributes: Map<string, string> | null
  children: Node[]
}

/** Words are as they are written: `&amp;`, `&lt;` and `&gt;` stand for signs. */
export type Node = string | Element

const BLOCKS = new Set(
  'p div h3 h4 h5 h6 pre blockquote ul ol li dl dt dd table caption thead tbody tfoot tr td th figure figcaption details summary hr'.split(
    ' ',
  ),
)
const INLINES = new Set(
  'em i strong b u s sub sup small del ins code q cite abbr a span ruby rt rp rb br img'.split(' '),
)
const VOID = new Set(['br', 'hr', 'img'])
/** Of these only their own parts are children. */
const FRAMES = new Set(['ul', 'ol', 'dl', 'table', 'thead', 'tbody', 'tfoot', 'tr'])
const WORDS_ONLY = new Set(['p', 'h3', 'h4', 'h5', 'h6', 'pre', 'dt', 'summary', 'caption'])

const ODD_REFERENCE = /&(?!(?:amp|lt|gt|quot|#39);)/
const ATTRIBUTE = / ([a-z:]+)="([^"]*)"/g
const START = /^([a-z][a-z0-9]*)((?: [a-z:]+="[^"]*")*)$/
const DEEPEST = 250

/** The nodes of a text that `sanitizeHtml` made. Every other text is handed to it first. */
export function cleanTree(html: string): Node[] {
  const text = cleanText(html)
  return parse(text) ?? parse(sanitizeHtml(text)) ?? [{ name: 'p', attributes: null, children: [escapeText(text)] }]
}

/** Null for anything that the sanitiser would not have written. */
function parse(html: string): Node[] | null {
  if (html.includes('&') && ODD_REFERENCE.test(html)) return null
  const root: Element = { name: '', attributes: null, children: [] }
  const open: Element[] = [root]
  let top = root
  /** Below what may hold no blocks. */
  let phrasing = 0
  let at = 0
  for (let start = html.indexOf('<'); start !== -1; start = html.indexOf('<', at)) {
    if (start > at && !addWords(top, html.slice(at, start))) return null
    const end = html.indexOf('>', start)
    if (end === -1) return null
    at = end + 1
    if (html.charCodeAt(start + 1) === 0x2f) {
      if (open.length === 1 || html.slice(start + 2, end) !== top.name) return null
      open.pop()
      if (holdsWordsOnly(top.name)) phrasing -= 1
      top = open.at(-1)!
      continue
    }
    const element = elementOf(html.slice(start + 1, end))
    if (element === null || (phrasing > 0 && BLOCKS.has(element.name))) return null
    top.children.push(element)
    if (VOID.has(element.name)) continue
    if (open.length > DEEPEST) return null
    open.push(element)
    if (holdsWordsOnly(element.name)) phrasing += 1
    top = element
  }
  if (at < html.length && !addWords(top, html.slice(at))) return null
  return open.length === 1 && !root.children.some((child) => typeof child === 'string' && child.includes('>'))
    ? root.children
    : null
}

function addWords(parent: Element, words: string): boolean {
  if (words.includes('>')) return false
  if (!FRAMES.has(parent.name)) parent.children.push(words)
  else if (words.trim() !== '') return false
  return true
}

function holdsWordsOnly(name: string): boolean {
  return WORDS_ONLY.has(name) || INLINES.has(name)
}

/** Most tags are a name and no more. */
function elementOf(tag: string): Element | null {
  if (isKnown(tag)) return { name: tag, attributes: null, children: [] }
  const match = START.exec(tag)
  if (!match || !isKnown(match[1]!)) return null
  const attributes = new Map<string, string>()
  for (const [, name, value] of match[2]!.matchAll(ATTRIBUTE)) attributes.set(name!, decodeAttribute(value!))
  return { name: match[1]!, attributes, children: [] }
}

function isKnown(name: string): boolean {
  return BLOCKS.has(name) || INLINES.has(name)
}

export function isBlock(node: Node): boolean {
  return typeof node !== 'string' && BLOCKS.has(node.name)
}

/** Every element in the order of the text, with those around it, from the outermost. */
export function* elementsIn(
  nodes: readonly Node[],
  around: readonly Element[] = [],
): Generator<[Element, readonly Element[]]> {
  for (const node of nodes) {
    if (typeof node === 'string') continue
    yield [node, around]
    yield* elementsIn(node.children, [...around, node])
  }
}

/** What is written between the tags, decoded. */
export function wordsOf(nodes: readonly Node[]): string {
  return nodes.map((node) => (typeof node === 'string' ? decodeAttribute(node) : wordsOf(node.children))).join('')
}
