// Words of clean HTML as CommonMark (0.31): what Markdown has no sign for stays HTML.
import { escapeHtml } from '../../text/escape.ts'
import { decodeAttribute } from '../clean-tags.ts'
import { type Element, type Node, wordsOf } from '../tree/clean-tree.ts'
import { readingBehind } from '../tree/readings.ts'

const SIGNS: Readonly<Record<string, string>> = { em: '*', i: '*', cite: '*', strong: '**', b: '**' }
/** Kept as they are, as Markdown has nothing for them. */
const TAGS = new Set(['u', 's', 'del', 'ins', 'sub', 'sup'])

/** On one line but for hard breaks, which are a backslash and a line end. */
export function inlineMarkdown(nodes: readonly Node[], origin: string): string {
  return lineStartsEscaped(tidy(write(nodes, origin)))
}

/** For headings, cells and labels, which are one line. */
export function oneLine(nodes: readonly Node[], origin: string): string {
  return tidy(write(nodes, origin)).replace(/\\\n/g, ' ')
}

function tidy(text: string): string {
  return text
    .replace(/[ \t]*\\\n[ \t]*/g, '\\\n')
    .replace(/^(?:\\\n|[ \t])+|(?:\\\n|[ \t])+$/g, '')
    .replace(/\n(?=\\\n)/g, '\n')
}

function write(nodes: readonly Node[], origin: string): string {
  let text = ''
  nodes.forEach((node, index) => {
    text +=
      typeof node === 'string'
        ? escaped(node)
        : element(node, { before: text, after: firstSign(nodes.slice(index + 1)), origin })
  })
  return text
}

interface Around {
  /** What has been written up to here. */
  before: string
  /** The sign that follows, empty at the end. */
  after: string
  origin: string
}

function element(node: Element, around: Around): string {
  const { name, children } = node
  const { origin } = around
  const anchor = anchorOf(node)
  if (name === 'br') return '\\\n'
  if (name === 'img') return picture(node, origin)
  if (name === 'ruby') return anchor + write(readingBehind(node), origin)
  if (name === 'code') return anchor + code(wordsOf(children))
  if (name === 'q') return `${anchor}“${write(children, origin)}”`
  if (name === 'a') return anchor + link(node, origin)
  if (TAGS.has(name)) return `${anchor}<${name}>${write(children, origin)}</${name}>`
  const sign = SIGNS[name]
  return sign === undefined ? anchor + write(children, origin) : anchor + emphasis(node, sign, around)
}

/** White space goes outside of the signs; where they would not be read as signs there are tags. */
function emphasis({ name, children }: Element, sign: string, { before, after, origin }: Around): string {
  const inner = write(children, origin)
  const words = inner.trim()
  if (words === '' || /^(?:\\\n)+$/.test(words)) return inner
  const [lead, tail] = [inner.slice(0, inner.indexOf(words)), inner.slice(inner.indexOf(words) + words.length)]
  const opens = canOpen((lead || before).at(-1) ?? '', [...words][0]!)
  const closes = canOpen(tail[0] ?? after, [...words].at(-1)!)
  const isClear = opens && closes && !/[*\\]$/.test(before + lead) && !/[*\\]$/.test(words) && !words.startsWith('*')
  if (isClear && after !== '*' && !words.includes('\\\n\\\n')) return `${lead}${sign}${words}${sign}${tail}`
  const tag = name === 'cite' ? 'em' : name
  return `${lead}<${tag}>${words}</${tag}>${tail}`
}

/** Flanking, for either side: the sign outside and the one inside. */
function canOpen(outside: string, inside: string): boolean {
  if (/\s/.test(inside)) return false
  return !/[\p{P}\p{S}]/u.test(inside) || outside === '' || /[\s\p{P}\p{S}]/u.test(outside)
}

function firstSign(nodes: readonly Node[]): string {
  for (const node of nodes) {
    if (typeof node === 'string' && node !== '') return decodeAttribute(node)[0]!
    if (typeof node === 'string') continue
    if (node.name === 'br') return '\n'
    // Whatever is written for it may begin with a sign.
    return node.name in SIGNS ? '*' : '<'
  }
  return ''
}

/** What notes are led back to. */
function anchorOf({ attributes }: Element): string {
  const id = attributes?.get('id')
  return id === undefined ? '' : `<a id="${escapeHtml(id)}"></a>`
}

function link({ attributes, children }: Element, origin: string): string {
  const href = attributes?.get('href')
  const words = write(children, origin)
  return href === undefined || words.trim() === '' ? words : `[${words.replaceAll('\\\n', ' ')}](${address(href)})`
}

function picture({ attributes }: Element, origin: string): string {
  const src = attributes?.get('src') ?? ''
  return `![${escaped(escapeHtml(attributes?.get('alt') ?? ''))}](${address(new URL(src, origin).href)})`
}

function address(url: string): string {
  const plain = url.replace(/[\s<>]/g, (sign) => encodeURIComponent(sign))
  return /[()\\]/.test(plain) ? `<${plain.replaceAll('\\', '%5C')}>` : plain
}

function code(words: string): string {
  const text = words.replace(/[\n\t ]+/g, ' ')
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const edge = /^`|`$/.test(text) ? ' ' : ''
  return text === '' ? '' : fence + edge + text + edge + fence
}

/** What people typed, with a backslash before every sign that would mean something. */
function escaped(written: string): string {
  const folded = written.replace(/[\n\t ]+/g, ' ')
  if (!/[\\`*_[\]&~|<>]/.test(folded)) return folded
  return decodeAttribute(folded)
    .replace(/[\\`*[\]<]/g, '\\$&')
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/~(?=~)/g, '\\~')
}

const BLOCK_START =
  /^(?:(?<sign>[-+](?=\s|$)|#{1,6}(?=\s|$)|>|=+\s*$|-+\s*$|~{3})|(?<number>\d{1,9})(?=[.)](?:\s|$)))/gm

/** At the start of a line some signs would begin a block. */
function lineStartsEscaped(text: string): string {
  return text.replace(BLOCK_START, (start, sign: string | undefined) =>
    sign === undefined ? `${start}\\` : `\\${start}`,
  )
}
