import { type Code, call } from './typst-code.ts'
import type { Line } from './words.ts'

/** `prose`: the first line is indented, as in a book; `flush`: it is not, as in a list. */
export type ParagraphStyle =
  | { readonly kind: 'prose' | 'flush' }
  | { readonly kind: 'aligned'; readonly side: 'left' | 'right' | 'center' }

/** Longer lines than these are no verse but paragraphs that somebody parted by line breaks. */
const LONGEST_VERSE = 90

/** Line breaks mean verse where lines are short, and new paragraphs where they are long; empty lines part stanzas. */
export function paragraphs(lines: readonly Line[], style: ParagraphStyle): Code[] {
  const stanzas = stanzasOf(lines)
  if (stanzas.length === 0) return lines.length > 0 ? ['gap'] : []
  return stanzas.flatMap((stanza) => {
    const [first] = stanza
    if (first!.isBlock) return first!.parts
    if (style.kind === 'aligned') return [aligned(stanza, style.side)]
    if (stanza.length === 1 && isOrnament(first!)) return [aligned(stanza, 'center')]
    if (stanza.length > 1 && isVerse(stanza))
      return [call('verse', ...stanza.map((line) => call('joined', ...line.parts)))]
    return stanza.map((line) => single(line, style))
  })
}

function single(line: Line, style: ParagraphStyle): Code {
  return call(style.kind === 'flush' || line.isIndented ? 'flush' : 'p', ...line.parts)
}

function aligned(stanza: readonly Line[], side: string): Code {
  const parts = stanza.flatMap((line, index) => (index > 0 ? ['linebreak()', ...line.parts] : line.parts))
  return call('set-as', side, call('flush', ...parts))
}

function isVerse(stanza: readonly Line[]): boolean {
  const long = stanza.filter((line) => line.length > LONGEST_VERSE).length
  return long * 4 <= stanza.length
}

function stanzasOf(lines: readonly Line[]): Line[][] {
  const stanzas: Line[][] = []
  let current: Line[] = []
  for (const line of lines) {
    if (isEmpty(line) || line.isBlock) {
      if (current.length > 0) stanzas.push(current)
      if (line.isBlock) stanzas.push([line])
      current = []
    } else current.push(line)
  }
  if (current.length > 0) stanzas.push(current)
  return stanzas
}

/** "* * *", "~~~" or the like between scenes. */
function isOrnament({ parts, length }: Line): boolean {
  return length <= 30 && parts.length === 1 && /^"[^\p{L}\p{N}.…!?"'“”‘’«»‹›「」()\\]+"$/u.test(parts[0]!)
}

/** Nothing, or only a space that cannot break: how editors write an empty paragraph. */
function isEmpty(line: Line): boolean {
  return line.parts.every((part) => /^"[\s\u00a0\u3000\u2000-\u200d\ufeff]*"$/.test(part))
}
