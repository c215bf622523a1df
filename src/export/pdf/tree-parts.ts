import { type Element, type Node, wordsOf } from '../tree/clean-tree.ts'

export function isElement(node: Node | undefined): node is Element {
  return node !== undefined && typeof node !== 'string'
}

export function attribute(element: Element, name: string): string | null {
  return element.attributes?.get(name) ?? null
}

export function classesOf(element: Element): string[] {
  return attribute(element, 'class')?.split(' ') ?? []
}

export function childElements(element: Element): Element[] {
  return element.children.filter(isElement)
}

/** White space as HTML knows it; the wide spaces that indent verse are none. */
export function isBlank(text: string): boolean {
  return /^[ \t\n\r\f]*$/.test(text)
}

export function isSpace(node: Node): boolean {
  return typeof node === 'string' && isBlank(node)
}

export function wordsIn(element: Element): string {
  return wordsOf(element.children)
}
