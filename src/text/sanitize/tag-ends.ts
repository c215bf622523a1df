// Where a tag ends, and how much of it is ruined when it never does.

import { html } from 'parse5'
import { BLOCKS, INLINES } from './elements.ts'

export interface Tag {
  readonly name: string
  /** `misquoted` forgot the end of a quote but has its `>`; `broken` has no end; `words` was never a tag. */
  readonly state: 'whole' | 'misquoted' | 'broken' | 'words'
  /** Where reading goes on. */
  readonly end: number
  /** How far a broken tag was looked at. */
  readonly seen: number
}

const PLAIN_TAG = /<\/?[a-z][a-z0-9]*>/iy
const NAME = /[^\t\n /><]*/y
const SPACE_OR_SLASH = /[\t\n /]*/y
const ATTRIBUTE = /=?[^\t\n />=<]*/y
const EQUALS = /[\t\n ]*=[\t\n ]*/y
const UNQUOTED = /[^\t\n ><]*/y
const ATTRIBUTES =
  'align alt bgcolor border class color dir face height href id lang rel size src style target title width'

/** Reads the tag at `from`, looking for its end no further than `limit`. A `<` outside quotes never belongs to a tag. */
export function readTag(source: string, from: number, limit: number): Tag {
  const nameAt = from + (source[from + 1] === '/' ? 2 : 1)
  const plainEnd = skip(PLAIN_TAG, source, from)
  if (plainEnd > from) {
    return { name: source.slice(nameAt, plainEnd - 1).toLowerCase(), state: 'whole', end: plainEnd, seen: plainEnd }
  }
  let at = skip(NAME, source, nameAt)
  const name = source.slice(nameAt, at).toLowerCase()
  if (at >= source.length) return cutInName(name, from, at)
  let ruined = at
  let isRuined = true
  for (;;) {
    at = skip(SPACE_OR_SLASH, source, at)
    if (source[at] === '>') return { name, state: 'whole', end: at + 1, seen: at }
    if (at === source.length && isRuined) ruined = at
    if (at >= limit || source[at] === '<') return broken(name, from, ruined, at)
    const attribute = at
    at = skip(ATTRIBUTE, source, at)
    if (isRuined && at === source.length && isStartOfAny(ATTRIBUTES, source.slice(attribute))) ruined = at
    const value = skip(EQUALS, source, at)
    if (value === at) isRuined = false
    else if (source[value] === '"' || source[value] === "'") {
      const close = closingQuote(source, value, limit)
      if (close === null) return misquoted({ source, name, from, attribute, value, limit, ruined, isRuined })
      at = close + 1
    } else at = skip(UNQUOTED, source, value)
    if (isRuined) ruined = at
  }
}

/** Null when the quote seems to be the author's next one, with words of the text before it. */
function closingQuote(source: string, open: number, limit: number): number | null {
  const length = source.slice(open + 1, limit).indexOf(source[open]!)
  if (length === -1) return null
  const close = open + 1 + length
  const holdsTagEnd = source.slice(open + 1, close).includes('>')
  if (!holdsTagEnd) return close
  return /^(?:$|[\t\n />]|[a-z-]+[\t\n ]*=[\t\n ]*["'])/i.test(source.slice(close + 1, close + 40)) ? close : null
}

interface Misquoted {
  readonly source: string
  readonly name: string
  readonly from: number
  readonly attribute: number
  readonly value: number
  readonly limit: number
  readonly ruined: number
  readonly isRuined: boolean
}

function misquoted({ source, name, from, attribute, value, limit, ruined, isRuined }: Misquoted): Tag {
  const rest = source.slice(value + 1, limit)
  const length = rest.search(/[<>]/)
  const end = length === -1 ? limit : value + 1 + length
  if (source[end] === '>' && length !== -1) return { name, state: 'misquoted', end: end + 1, seen: end }
  if (!isRuined) return broken(name, from, ruined, end)
  const isCutInStyle =
    end === source.length &&
    /^style[^"']*.[\t\n ]*[a-z-]+[\t\n ]*:[^\n]*$/i.test(source.slice(attribute, attribute + 500)) &&
    end - attribute < 500
  return broken(name, from, isCutInStyle ? end : skip(UNQUOTED, source, value + 1), end)
}

function broken(name: string, from: number, ruined: number, seen: number): Tag {
  if (isWord(name)) return { name, state: 'words', end: from + 1, seen }
  return { name, state: 'broken', end: ruined, seen }
}

function cutInName(name: string, from: number, at: number): Tag {
  const isCut = [...BLOCKS.keys(), ...INLINES.keys(), 'script', 'style', 'img'].some((known) => known.startsWith(name))
  return isCut ? { name, state: 'broken', end: at, seen: at } : broken(name, from, at, at)
}

/** `<love` in prose, as opposed to an element's name. */
function isWord(name: string): boolean {
  return !INLINES.has(name) && !BLOCKS.has(name) && html.getTagID(name) === html.TAG_ID.UNKNOWN && !name.includes(':')
}

function isStartOfAny(words: string, start: string): boolean {
  return ` ${words}`.includes(` ${start.toLowerCase()}`)
}

function skip(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(source) ? pattern.lastIndex : at
}
