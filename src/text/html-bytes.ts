// Clean HTML as its UTF-8: in a string every sign takes several times as long to look at.

const [SLASH, SPACE, CLOSE] = [0x2f, 0x20, 0x3e]

/** The character that begins there; 0 behind the end. */
export function codeAt(html: Uint8Array, at: number): number {
  if (at >= html.length) return 0
  const lead = html[at]!
  if (lead < 0x80) return lead
  if (lead < 0xe0) return ((lead & 0x1f) << 6) | lowBits(html, at + 1)
  if (lead < 0xf0) return ((lead & 0xf) << 12) | (lowBits(html, at + 1) << 6) | lowBits(html, at + 2)
  return ((lead & 7) << 18) | (lowBits(html, at + 1) << 12) | (lowBits(html, at + 2) << 6) | lowBits(html, at + 3)
}

function lowBits(html: Uint8Array, at: number): number {
  return at < html.length ? html[at]! & 0x3f : 0
}

/** How many bytes a character has that begins with this one. */
export function lengthOf(lead: number): number {
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4
}

/** Where the next sign is behind a tag; -1 where it is none. */
export function endOfTag(html: Uint8Array, open: number): number {
  for (let at = open + 1; at < html.length; at += 1) if (html[at] === CLOSE) return at + 1
  return -1
}

export interface TagAt {
  /** The name as `tagNumbers` has it. */
  name: number
  isEnd: boolean
  hasAttributes: boolean
}

/** What the tag says that ends before `end`. The same object each time: there are very many. */
export function readTag(html: Uint8Array, open: number, end: number): TagAt {
  tag.isEnd = html[open + 1] === SLASH
  tag.name = 0
  let at = tag.isEnd ? open + 2 : open + 1
  for (; at < end - 1 && html[at] !== SPACE; at += 1) tag.name = withLetter(tag.name, html[at]!)
  tag.hasAttributes = at < end - 1
  return tag
}

const tag: TagAt = { name: 0, isEnd: false, hasAttributes: false }

/** Names of up to ten letters, which all in clean HTML have, are numbers of their own. */
function withLetter(name: number, byte: number): number {
  return name * 32 + (byte & 31)
}

/** Of names parted by spaces. */
export function tagNumbers(names: string): ReadonlySet<number> {
  return new Set(names.split(' ').map((name) => Buffer.from(name).reduce(withLetter, 0)))
}

export interface Reference {
  /** What follows the `&`. */
  name: string
  /** The character that it stands for. */
  sign: number
}

/** All that clean HTML has. */
const REFERENCES: readonly Reference[] = [
  { name: 'amp;', sign: 0x26 },
  { name: 'lt;', sign: 0x3c },
  { name: 'gt;', sign: CLOSE },
  { name: 'quot;', sign: 0x22 },
  { name: '#39;', sign: 0x27 },
]

/** That of the `&` there; where there is none, the sign stands for itself. */
export function findReference(html: Uint8Array, and: number): Reference | undefined {
  return REFERENCES.find(({ name }) => startsWith(html, and + 1, name))
}

function startsWith(html: Uint8Array, at: number, ascii: string): boolean {
  for (let index = 0; index < ascii.length; index += 1) if (html[at + index] !== ascii.charCodeAt(index)) return false
  return true
}
