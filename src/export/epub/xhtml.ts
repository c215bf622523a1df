// Clean HTML as the XHTML of a chapter.
import { escapeHtml } from '../../text/escape.ts'
import { cleanText } from '../../text/well-formed.ts'
import { cleanTree, type Element, type Node } from '../tree/clean-tree.ts'
import { strictAddress } from './addresses.ts'
import { markFootnotes } from './footnotes.ts'
import { languageOf } from './language-of.ts'
import { needsOrder, orderParts } from './order-parts.ts'
import { simpleXhtml } from './simple-xhtml.ts'

export interface Setting {
  /** Where in the book the picture of a path lies; null where it cannot be had. */
  pictureAt: (path: string) => string | null
  /** Of the heading above the text, 1 to 6. */
  headingLevel: number
}

export function toXhtml(cleanHtml: string, setting: Setting): string {
  if (cleanHtml === '') return ''
  const text = cleanText(cleanHtml)
  return simpleXhtml(text) ?? byWayOfTree(text, setting)
}

export function byWayOfTree(cleanHtml: string, setting: Setting): string {
  const tree = cleanTree(cleanHtml)
  const ordered = needsOrder(tree) ? orderParts(tree) : tree
  const isLinked = cleanHtml.includes(' href="#')
  const page = new Page(setting, isLinked ? idsIn(ordered) : NOTHING)
  return page.write(isLinked ? markFootnotes(ordered) : ordered)
}

const NOTHING: ReadonlySet<string> = new Set()
const VOID = new Set(['br', 'hr', 'img'])
const HEADING = /^h[3-6]$/

class Page {
  readonly #setting: Setting
  /** What links may lead to. */
  readonly #targets: ReadonlySet<string>
  readonly #written = new Set<string>()
  #level: number

  constructor(setting: Setting, targets: ReadonlySet<string>) {
    this.#setting = setting
    this.#targets = targets
    this.#level = setting.headingLevel
  }

  write(nodes: readonly Node[]): string {
    let text = ''
    for (const node of nodes) text += typeof node === 'string' ? node : this.#element(node, '')
    return text
  }

  #children({ name, children }: Element): string {
    let text = ''
    for (const child of children) text += typeof child === 'string' ? child : this.#element(child, name)
    return text
  }

  #element(element: Element, parent: string): string {
    const { name } = element
    if (name === 'img') return this.#picture(element)
    // Readings without the words that they belong to.
    if (name.length === 2 && /^r[tpb]$/.test(name) && parent !== 'ruby') return this.#children(element)
    const tag = HEADING.test(name) ? this.#heading(name) : name
    const attributes = element.attributes === null ? '' : this.#attributes(element.attributes, { name, parent })
    if (VOID.has(name)) return `<${tag}${attributes}/>`
    return `<${tag}${attributes}>${this.#children(element)}</${tag}>`
  }

  /** As the author ranked them, but no step is left out on the way down. */
  #heading(name: string): string {
    this.#level = Math.min(Number(name[1]) - 2 + this.#setting.headingLevel, this.#level + 1, 6)
    return `h${this.#level}`
  }

  #picture({ attributes }: Element): string {
    const alt = attributes?.get('alt') ?? ''
    const src = attributes?.get('src') ?? ''
    const place = this.#setting.pictureAt(src)
    if (place === null) return escapeHtml(alt)
    const size = ['width', 'height'].map((name) => written(name, attributes?.get(name))).join('')
    return `<img src="${escapeHtml(place)}" alt="${escapeHtml(alt)}"${size}/>`
  }

  #attributes(attributes: ReadonlyMap<string, string>, { name, parent }: { name: string; parent: string }): string {
    let text = ''
    for (const [attribute, value] of attributes) {
      if (attribute === 'lang') text += languageOf(value, attributes.has('dir'))
      else text += this.#attribute(attribute, value, { name, parent })
    }
    return text
  }

  #attribute(attribute: string, value: string, { name, parent }: { name: string; parent: string }): string {
    if (attribute === 'id') return this.#id(value)
    if (attribute === 'href') return this.#href(value)
    if (attribute === 'value' && (name !== 'li' || parent !== 'ol')) return ''
    return attribute === 'rel' ? '' : written(attribute, value)
  }

  /** Of two that are the same the first one is. */
  #id(id: string): string {
    if (this.#written.has(id)) return ''
    this.#written.add(id)
    return written('id', id)
  }

  #href(address: string): string {
    if (address.startsWith('#')) return this.#targets.has(address.slice(1)) ? written('href', address) : ''
    return written('href', strictAddress(address) ?? undefined)
  }
}

function written(name: string, value: string | undefined): string {
  return value === undefined ? '' : ` ${name}="${escapeHtml(value)}"`
}

function idsIn(nodes: readonly Node[], found = new Set<string>()): Set<string> {
  for (const node of nodes) {
    if (typeof node === 'string') continue
    const id = node.attributes?.get('id')
    if (id !== undefined) found.add(id)
    idsIn(node.children, found)
  }
  return found
}
