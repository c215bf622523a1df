// Finds the notes at the end of a text that links in it point to, so that they can stand at the foot of the page.
import { type Element, elementsIn, type Node, wordsOf } from '../tree/clean-tree.ts'
import { attribute, childElements, isBlank, isElement, isSpace, wordsIn } from './tree-parts.ts'

export interface Footnotes {
  /** By the link: the id of its note. */
  byLink: ReadonlyMap<Element, string>
  /** By the id of the note: what it says. */
  notes: ReadonlyMap<string, Node[]>
}

const BLOCKS = new Set('p li dd td blockquote'.split(' '))
/** 1, [12], (b), *, †, iv; and such a link may say "note 3". */
const MARK = /^[[({]?\s*(?:(?:foot|end)?note\s*)?(?:\d{1,4}|[a-z]|[ivxlc]{1,7}|[*†‡§¶#]{1,4})\s*[\])}.:]?$/iu
const WAY_BACK =
  /^[[({]?\s*(?:[↩↑^←⤴⏎🔙]\ufe0e?|back|return|up|top|\d{1,4}|[a-z]|[ivxlc]{1,7}|[*†‡§¶#]{1,4})\s*[\])}.:]?$/iu
const LEADING_MARK = /^\s*[[({]?(?:\d{1,4}|[*†‡§¶#]{1,4})[\])}.:]*\s+/u
const TITLE = /^\W*(?:(?:foot|end)?notes?|references?)\W*$/i
/** A way back leads to the mark, or to something that begins not far before it. */
const NEAR = 12

/** Takes the notes out of the tree. What does not surely look like a note stays where it is, and its link a link. */
export function takeFootnotes(nodes: Node[]): Footnotes {
  const text = new Text(nodes)
  const found = findLinks(text)
  const taken = new Set(found.values())
  const notes = new Map<string, Node[]>()
  for (const [link, note] of found) {
    const id = idOf(link)
    if (!notes.has(id)) notes.set(id, contentOf(note, text, taken))
  }
  for (const note of taken) text.remove(note)
  if (taken.size > 0) tidyEnd(nodes)
  return { byLink: new Map([...found.keys()].map((link) => [link, idOf(link)])), notes }
}

/** What stands where in a tree. */
class Text {
  readonly order = new Map<Element, number>()
  readonly byId = new Map<string, Element>()
  private readonly around = new Map<Element, readonly Element[]>()
  private readonly nodes: Node[]

  constructor(nodes: Node[]) {
    this.nodes = nodes
    for (const [element, around] of elementsIn(nodes)) {
      this.order.set(element, this.order.size)
      this.around.set(element, around)
      const id = attribute(element, 'id')
      if (id !== null && !this.byId.has(id)) this.byId.set(id, element)
    }
  }

  orderOf(element: Element): number {
    return this.order.get(element)!
  }

  parentOf(element: Element): Element | undefined {
    return this.around.get(element)?.at(-1)
  }

  siblingsOf(element: Element): Node[] {
    return this.parentOf(element)?.children ?? this.nodes
  }

  /** Where a link within the text leads. */
  targetOf(link: Element): Element | undefined {
    const href = link.name === 'a' ? attribute(link, 'href') : null
    return href?.startsWith('#') ? this.byId.get(href.slice(1)) : undefined
  }

  /** The block that an element stands in, or is; of an item's first paragraph, the item. */
  blockOf(element: Element): Element | undefined {
    const block = [element, ...this.around.get(element)!.toReversed()].find(({ name }) => BLOCKS.has(name))
    const parent = block?.name === 'p' ? this.parentOf(block) : undefined
    return parent?.name === 'li' && childElements(parent)[0] === block ? parent : block
  }

  isInside(element: Element, outer: Element): boolean {
    return element === outer || this.around.get(element)!.includes(outer)
  }

  remove(element: Element): void {
    const siblings = this.siblingsOf(element)
    const at = siblings.indexOf(element)
    if (at >= 0) siblings.splice(at, 1)
  }
}

const idOf = (link: Element) => attribute(link, 'href')!.slice(1)

/** Each link that is surely the mark of a note, with the block of the note. */
function findLinks(text: Text): Map<Element, Element> {
  const found = new Map<Element, Element>()
  for (const link of text.order.keys()) {
    const target = text.targetOf(link)
    if (!target || !MARK.test(wordsIn(link).trim())) continue
    const note = text.blockOf(target)
    if (!note || text.orderOf(note) < text.orderOf(link) || text.isInside(link, note)) continue
    if (leadsBack(note, link, text) || beginsAs(note, link)) found.set(link, note)
  }
  // A note inside a note cannot stand at a page's foot; its link stays a link.
  const blocks = new Set(found.values())
  for (const link of found.keys()) {
    if (blocks.values().some((note) => text.isInside(link, note))) found.delete(link)
  }
  return found
}

function leadsBack(note: Element, link: Element, text: Text): boolean {
  return waysBack(note, text).some(({ to }) => Math.abs(text.orderOf(to) - text.orderOf(link)) <= NEAR)
}

/** Notes without a way back begin with their mark. */
function beginsAs(note: Element, link: Element): boolean {
  const mark = wordsIn(link).replace(/[^\p{L}\p{N}*†‡§¶#]/gu, '')
  return (
    mark !== '' &&
    wordsIn(note)
      .trimStart()
      .replace(/^[[({]/, '')
      .startsWith(mark)
  )
}

function waysBack(note: Element, text: Text): Array<{ link: Element; to: Element }> {
  return [...elementsIn([note])].flatMap(([link]) => {
    const to = text.targetOf(link)
    return to && text.orderOf(to) < text.orderOf(note) && WAY_BACK.test(wordsIn(link).trim()) ? [{ link, to }] : []
  })
}

function contentOf(note: Element, text: Text, taken: ReadonlySet<Element>): Node[] {
  for (const { link } of waysBack(note, text)) {
    const holder = text.parentOf(link)
    text.remove(link)
    if (holder?.name === 'sup' && isBlank(wordsIn(holder))) text.remove(holder)
  }
  const more = note.name === 'p' ? followers(note, text, taken) : []
  const content = note.name === 'p' || note.name === 'blockquote' ? [note] : note.children
  withoutMark(content)
  for (const each of more) text.remove(each)
  return [...content, ...more]
}

/** Further paragraphs of a note that stand between it and the next note. */
function followers(note: Element, text: Text, taken: ReadonlySet<Element>): Element[] {
  const siblings = text.siblingsOf(note).filter(isElement)
  const after = siblings.slice(siblings.indexOf(note) + 1)
  const next = after.findIndex((each) => taken.has(each))
  const between = after.slice(0, Math.max(next, 0))
  return between.every((each) => each.name === 'p') ? between : []
}

/** The note's own "1." or "*", which the page's foot says again. */
function withoutMark(content: Node[]): void {
  const at = content.findIndex((node) => !isSpace(node))
  const first = content[at]
  if (isElement(first)) return withoutMark(first.children)
  if (first !== undefined) content[at] = first.replace(LEADING_MARK, '').replace(/^\s*[\])}.:]\s*/, '')
}

/** What is left of the notes' own place: empty lists, their title, the line above. */
function tidyEnd(nodes: Node[]): void {
  for (let last = nodes.at(-1); last !== undefined; last = nodes.at(-1)) {
    const words = wordsOf([last]).trim()
    const isLeft = (words === '' && !holdsPicture(last)) || (isElement(last) && TITLE.test(words))
    if (!isLeft) return
    nodes.pop()
  }
}

function holdsPicture(node: Node): boolean {
  return [...elementsIn([node])].some(([element]) => element.name === 'img')
}
