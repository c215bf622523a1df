import type { Token } from 'parse5'
import { escapeHtml } from '../escape.ts'
import { isExternal, safeAddress } from './addresses.ts'
import { cleanText } from '../well-formed.ts'

export type Attributes = ReadonlyMap<string, string>

const READ = new Set(
  'id name href title src alt width height lang xml:lang dir align class style value start type colspan rowspan'.split(
    ' ',
  ),
)
const CLASSES = new Set(['align-center', 'align-right', 'align-justify', 'align-left', 'indent', 'small-caps'])
const MAX_WORDS = 500

/** The attributes anything here looks at; every other one is gone from here on. */
export function readAttributes(token: Token.TagToken): Attributes {
  const found = new Map<string, string>()
  for (const { name, value } of token.attrs) if (isRead(name)) found.set(name, value)
  return found
}

export function isRead(name: string): boolean {
  return READ.has(name)
}

/** `lang`, `dir` and `class`, ready to stand in a tag. */
export function commonAttributes(attributes: Attributes, more: readonly string[] = []): string {
  if (attributes.size === 0 && more.length === 0) return ''
  return language(attributes) + direction(attributes) + classes(attributes, more)
}

export function written(name: string, value: string): string {
  return ` ${name}="${escapeHtml(value)}"`
}

/** The attributes only this element may carry, ready to stand in its tag. */
export function ownAttributes(name: string, attributes: Attributes): string {
  if (attributes.size === 0) return ''
  if (name === 'a') return link(attributes)
  if (name === 'abbr') return words('title', attributes)
  if (name === 'li') return integer('value', attributes, [-99_999, 99_999])
  if (name === 'ol') return integer('start', attributes, [-99_999, 99_999]) + numbering(attributes)
  if (name === 'td' || name === 'th') {
    return integer('colspan', attributes, [2, 100]) + integer('rowspan', attributes, [2, 1000])
  }
  return ''
}

export function words(name: string, attributes: Attributes): string {
  const value = cleanText(attributes.get(name) ?? '')
    .slice(0, MAX_WORDS)
    .toWellFormed()
  return value === '' ? '' : written(name, value)
}

/** A whole number within the bounds, or nothing. */
export function integer(name: string, attributes: Attributes, [least, most]: readonly [number, number]): string {
  const text = attributes.get(name)?.trim() ?? ''
  if (!/^-?\d{1,9}$/.test(text)) return ''
  const value = Math.min(Number(text), most)
  return value < least ? '' : written(name, String(value))
}

/**
 * The elements that a style stands for: rich editors write italics as `<span style="font-style: italic">`. Word's
 * own `mso-bidi-font-style` says nothing about Latin letters.
 */
export function elementsOfStyle(attributes: Attributes): string[] {
  const style = attributes.get('style')?.slice(0, 2000).toLowerCase() ?? ''
  if (style === '') return []
  const found: string[] = []
  if (/(?<![\w-])font-style\s*:\s*(?:italic|oblique)/.test(style)) found.push('i')
  if (/(?<![\w-])font-weight\s*:\s*(?:bold|[6-9]00)/.test(style)) found.push('b')
  if (/text-decoration(?:-line)?\s*:[^;]*underline/.test(style)) found.push('u')
  if (/text-decoration(?:-line)?\s*:[^;]*line-through/.test(style)) found.push('s')
  if (/vertical-align\s*:\s*super/.test(style)) found.push('sup')
  if (/vertical-align\s*:\s*sub/.test(style)) found.push('sub')
  return found
}

/** `<b style="font-weight: normal">` is how one editor wraps a whole paste. */
export function isPlainByStyle(name: string, attributes: Attributes): boolean {
  const style = attributes.get('style') ?? ''
  if (style === '') return false
  if (name === 'b' || name === 'strong') return /(?<![\w-])font-weight\s*:\s*(?:normal|[1-4]00)/i.test(style)
  return (name === 'i' || name === 'em') && /(?<![\w-])font-style\s*:\s*normal/i.test(style)
}

function language(attributes: Attributes): string {
  const tag = (attributes.get('lang') ?? attributes.get('xml:lang') ?? '').trim()
  return tag.length <= 35 && /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*$/i.test(tag) ? written('lang', tag) : ''
}

function direction(attributes: Attributes): string {
  const value = attributes.get('dir')?.trim().toLowerCase() ?? ''
  return value === 'ltr' || value === 'rtl' || value === 'auto' ? written('dir', value) : ''
}

function classes(attributes: Attributes, more: readonly string[]): string {
  const found = new Set(more)
  const given = attributes.get('class')?.slice(0, 1000) ?? ''
  for (const name of given.split(/\s+/)) if (CLASSES.has(name)) found.add(name)
  const style = attributes.get('style')?.slice(0, 2000).toLowerCase() ?? ''
  const aligned = alignment(style, attributes)
  if (aligned) {
    for (const name of found) if (name.startsWith('align-')) found.delete(name)
    found.add(aligned)
  }
  if (/(?:margin|padding)-left\s*:\s*(?:\d*[1-9]|\d*\.\d*[1-9])/.test(style)) found.add('indent')
  if (/font-variant[a-z-]*\s*:\s*small-caps/.test(style)) found.add('small-caps')
  return found.size === 0 ? '' : written('class', [...found].toSorted().join(' '))
}

function alignment(style: string, attributes: Attributes): string | null {
  const value = /text-align\s*:\s*([a-z]+)/.exec(style)?.[1] ?? attributes.get('align')?.trim().toLowerCase() ?? ''
  const side = value === 'end' ? 'right' : value === 'middle' ? 'center' : value
  return CLASSES.has(`align-${side}`) ? `align-${side}` : null
}

function link(attributes: Attributes): string {
  const address = safeAddress(attributes.get('href') ?? '')
  if (address === null) return ''
  const rel = isExternal(address) ? ' rel="nofollow noopener ugc"' : ''
  return written('href', address) + words('title', attributes) + rel
}

function numbering(attributes: Attributes): string {
  const type = attributes.get('type')?.trim() ?? ''
  return /^[1aAiI]$/.test(type) ? written('type', type) : ''
}
