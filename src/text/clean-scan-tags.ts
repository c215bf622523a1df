import { isRead, type Attributes } from './sanitize/attributes.ts'
import { BLOCKS, INLINES } from './sanitize/elements.ts'

export interface PlainTag {
  readonly name: string
  readonly isEnd: boolean
  readonly attributes: Attributes
}

/** Elements whose tags mean the same wherever they stand. `o:p` is Word's; like every unknown element it leaves words. */
const KNOWN = new Set([...BLOCKS.keys(), ...INLINES.keys(), 'br', 'hr', 'img', 'o:p'])
// Their content is read in other ways by some parsers.
for (const name of ['xmp', 'listing', 'noframes', 'frameset']) KNOWN.delete(name)

const TAG =
  /^<(\/?)([a-z][a-z0-9]*(?::p)?)((?:[ \n]+[a-z][a-z-]*(?:=(?:"(?:[^"<>&]|&amp;)*"|'(?:[^'<>&]|&amp;)*'|[\w#%.+-]+))?)*)[ \n]*\/?>$/i
const ATTRIBUTE = /([a-z][a-z-]*)(?:=(?:"([^"]*)"|'([^']*)'|([\w#%.+-]+)))?/gi
/** There the slash belongs to the value. */
const SLASH_IN_VALUE = /=[\w#%.+-]+\/>$/
const NO_ATTRIBUTES: Attributes = new Map()

const MOST_KEPT = 2000
/** Archives repeat their few ways of writing a tag millions of times. */
const kept = new Map<string, PlainTag | null>()

/** What a whole tag says, or null when its form leaves any doubt. */
export function readPlainTag(written: string): PlainTag | null {
  const known = kept.get(written)
  if (known !== undefined) return known
  const own = ownCopy(written)
  const tag = read(own)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(own, tag)
  return tag
}

/** A slice would keep the whole text it was cut from in memory. */
export function ownCopy(slice: string): string {
  return Buffer.from(slice).toString()
}

function read(written: string): PlainTag | null {
  const found = TAG.exec(written)
  if (!found || SLASH_IN_VALUE.test(written)) return null
  const [, slash, name, attributes] = found
  if (!KNOWN.has(name!.toLowerCase())) return null
  const read = attributes === '' ? NO_ATTRIBUTES : readAttributes(attributes!)
  return read && { name: name!.toLowerCase(), isEnd: slash === '/', attributes: read }
}

/** Null when one stands there twice. */
function readAttributes(written: string): Attributes | null {
  const names = new Set<string>()
  const found = new Map<string, string>()
  for (const [, name, double, single, bare] of written.matchAll(ATTRIBUTE)) {
    const key = name!.toLowerCase()
    if (names.has(key)) return null
    names.add(key)
    if (isRead(key)) found.set(key, (double ?? single ?? bare ?? '').replaceAll('&amp;', '&'))
  }
  return found
}
