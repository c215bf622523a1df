// Footnotes as reading programs know them, so that they show a note above the page that refers to it. What stays where
// it is: the note, its number, the way back.
import { type Element, elementsIn, type Node, wordsOf } from '../tree/clean-tree.ts'

interface Place {
  element: Element
  around: readonly Element[]
  order: number
}

const REFERENCE = { 'epub:type': 'noteref', role: 'doc-noteref' }
const BACK = { role: 'doc-backlink' }
const NOTE = { 'epub:type': 'footnote', role: 'doc-footnote' }
const NOTE_BLOCKS = new Set(['li', 'p', 'dd', 'blockquote'])
/** `[3]`, `(iv)`, `*`. */
const MARK = /^[[(]?(?:\d{1,4}|[ivxlc]{1,6}|[a-z]|[*†‡§¶]{1,3})[\])]?$/i

/** The same nodes with references and notes marked. A reference is a link to something further on that leads back to it. */
export function markFootnotes(nodes: readonly Node[]): Node[] {
  const places = [...elementsIn(nodes)].map(([element, around], order): Place => ({ element, around, order }))
  const byId = new Map<string, Place>()
  for (const place of places) {
    const id = idOf(place.element)
    if (id !== undefined && !byId.has(id)) byId.set(id, place)
  }
  const notes = new Map<Element, string>()
  const marks = new Map<Element, Record<string, string>>()
  for (const place of places) {
    const target = targetOf(place.element)
    const found = target === null ? undefined : byId.get(target)
    if (!found || found.order < place.order) continue
    const block = [found.element, ...found.around.toReversed()].find(({ name }) => NOTE_BLOCKS.has(name))
    if (!block || place.around.includes(block) || (notes.has(block) && notes.get(block) !== target)) continue
    const back = backLink(block, place)
    if (!back && !MARK.test(wordsOf(place.element.children).trim())) continue
    notes.set(block, target!)
    marks.set(place.element, REFERENCE)
    if (back) marks.set(back, BACK)
  }
  return notes.size === 0 ? [...nodes] : withMarks(nodes, { notes, marks })
}

const idOf = (element: Element) => element.attributes?.get('id')

/** Of a link within the text. */
function targetOf({ name, attributes }: Element): string | null {
  const address = attributes?.get('href')
  return name === 'a' && address?.startsWith('#') ? address.slice(1) : null
}

/** The link in a note to its reference, or to something around that. */
function backLink(block: Element, reference: Place): Element | undefined {
  const ids = [reference.element, ...reference.around].map(idOf)
  for (const [element] of elementsIn(block.children)) {
    const target = targetOf(element)
    if (target !== null && ids.includes(target)) return element
  }
  return undefined
}

interface Marking {
  /** Blocks that are notes, with the id that their references lead to. */
  notes: ReadonlyMap<Element, string>
  marks: ReadonlyMap<Element, Record<string, string>>
}

function withMarks(nodes: readonly Node[], marking: Marking): Node[] {
  return nodes.map((node) => {
    if (typeof node === 'string') return node
    const children = withMarks(node.children, marking)
    const id = marking.notes.get(node)
    const mark = marking.marks.get(node)
    const marked = { ...node, children, attributes: mark ? withMore(node.attributes, mark) : node.attributes }
    return id === undefined ? marked : asNote(marked, id)
  })
}

/**
 * A program shows the element that the reference leads to, so that has to be the note. One program takes each `aside`
 * out of the page, which would leave a list with numbers alone.
 */
function asNote(block: Element, id: string): Element {
  const [bare] = withoutId([block], id) as [Element]
  const attributes = new Map(Object.entries({ id, ...NOTE }))
  if (block.name === 'p') return { name: 'aside', attributes, children: [bare] }
  return { ...bare, children: [{ name: 'div', attributes, children: bare.children }] }
}

function withoutId(nodes: readonly Node[], id: string): Node[] {
  return nodes.map((node) => {
    if (typeof node === 'string') return node
    const attributes = idOf(node) === id ? withoutKey(node.attributes!, 'id') : node.attributes
    return { ...node, attributes, children: withoutId(node.children, id) }
  })
}

function withoutKey(attributes: ReadonlyMap<string, string>, key: string): Map<string, string> | null {
  const left = new Map([...attributes].filter(([name]) => name !== key))
  return left.size === 0 ? null : left
}

function withMore(attributes: ReadonlyMap<string, string> | null, more: Record<string, string>): Map<string, string> {
  return new Map([...(attributes ?? []), ...Object.entries(more)])
}
