// Texts as authors typed, pasted and an old program kept them, made of the corpus.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Random } from './random.ts'

const ROOT = join(import.meta.dirname, '..')
const LARGE_CORPUS = join(ROOT, '../shared/corpus/works.jsonl.gz')
const SMALL_CORPUS = join(ROOT, 'src/demo/data/small.jsonl.gz')

interface Work {
  chapters: { html: string }[]
}

/** All paragraphs of the corpus in order, each without `<p>`, and where a run of a few bytes may begin. */
export class Texts {
  readonly #paragraphs: string[] = []
  readonly #sentences: string[] = []

  constructor() {
    const file = existsSync(LARGE_CORPUS) ? LARGE_CORPUS : SMALL_CORPUS
    for (const line of gunzipSync(readFileSync(file)).toString().trim().split('\n')) {
      for (const { html } of (JSON.parse(line) as Work).chapters) this.#take(html)
    }
  }

  #take(html: string): void {
    for (const [, inner] of html.matchAll(/<p(?: [^>]*)?>(.*?)<\/p>/gs)) {
      const text = inner!.replace(/<(?!\/?(?:em|strong|br)\b)[^>]*>/g, '').trim()
      if (text === '' || text.length > 20_000) continue
      this.#paragraphs.push(text)
      if (this.#paragraphs.length % 8 === 0) this.#sentences.push(...sentencesOf(text))
    }
  }

  /** A chapter's text: neighbouring paragraphs of about so many characters in one of the ways of writing. */
  chapter(random: Random, length: number): Buffer {
    const paragraphs: string[] = []
    let at = random.below(this.#paragraphs.length)
    for (let left = length; left > 0; at++) {
      const paragraph = this.#paragraphs[at % this.#paragraphs.length]!
      paragraphs.push(paragraph)
      left -= paragraph.length
    }
    return encoded(random, written(random, paragraphs))
  }

  /** A few sentences, as in reviews, notes and summaries. */
  brief(random: Random, length: number): Buffer {
    let text = ''
    while (text.length < length) text += `${text === '' ? '' : ' '}${random.pick(this.#sentences)}`
    const style = random.below(4)
    if (style === 0) text = text.replaceAll('. ', '.\r\n\r\n')
    else if (style === 1) text = `<p>${entitled(text.replaceAll('. ', '.</p>\r\n<p>'))}</p>`
    else if (style === 2) text = text.replaceAll('. ', '.<br /><br />')
    return encoded(random, text)
  }

  words(random: Random, count: number): string {
    return random.pick(this.#sentences).split(' ').slice(0, count).join(' ').slice(0, 80)
  }
}

function sentencesOf(text: string): string[] {
  return text
    .replace(/<[^>]*>/g, ' ')
    .split(/(?<=[.!?。]) */)
    .filter((sentence) => sentence.length > 20 && sentence.length < 300)
}

function written(random: Random, paragraphs: readonly string[]): string {
  const style = random.below(100)
  if (style < 30) return paragraphs.map(typed).join('\r\n\r\n')
  if (style < 55) return paragraphs.map(typed).join('<br />\r\n<br />\r\n')
  if (style < 75) return paragraphs.map((text) => `<p>${edited(text)}</p>`).join('\r\n')
  if (style < 80) return paragraphs.map((text) => `<P>${typed(text).replace(/<(\/?)i>/g, '<$1I>')}`).join('\r\n')
  if (style < 90)
    return paragraphs.map((text) => `<p style="text-align: justify;">${edited(text)}</p>`).join('\r\n<p>&nbsp;</p>\r\n')
  return paragraphs.map(pasted).join('\r\n')
}

/** Into a plain field, with the tags that people knew. */
function typed(text: string): string {
  return text
    .replace(/<(\/?)em\b[^>]*>/g, '<$1i>')
    .replace(/<(\/?)strong\b[^>]*>/g, '<$1b>')
    .replace(/<br[^>]*>/g, '\r\n')
}

/** By a rich editor. */
function edited(text: string): string {
  return entitled(text.replace(/<br[^>]*>/g, '<br />').replace(/<(em|strong)\b[^>]*>/g, '<$1>'))
}

/** Out of Word. */
function pasted(text: string): string {
  const inner = entitled(typed(text)).replace(/<i>/g, '<i style="mso-bidi-font-style: normal;">')
  return `<p class="MsoNormal" style="margin: 0in 0in 0pt; text-indent: 0.5in;"><span style="font-size: 12pt; font-family: Times New Roman;">${inner}<o:p></o:p></span></p>`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '’': '&rsquo;',
  '‘': '&lsquo;',
  '“': '&ldquo;',
  '”': '&rdquo;',
  '—': '&mdash;',
  '–': '&ndash;',
  '…': '&hellip;',
  '\u00a0': '&nbsp;',
  é: '&eacute;',
}

function entitled(text: string): string {
  return text.replace(/[’‘“”—–…\u00a0é]/g, (character) => ENTITIES[character]!)
}

const WINDOWS: ReadonlyMap<string, number> = new Map(
  Array.from('€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ', (character, index) => [character, 0x80 + index]),
)

/** Mostly UTF-8, some Windows-1252, a little of it encoded twice or with slashes before its quotes. */
function encoded(random: Random, text: string): Buffer {
  const kind = random.below(100)
  if (kind < 20) return windows(text)
  if (kind < 23) return Buffer.from(Buffer.from(text).toString('latin1'))
  if (kind < 25) return Buffer.from(text.replace(/['"]/g, '\\$&'))
  return Buffer.from(text)
}

function windows(text: string): Buffer {
  const plain = text.replace(/\u2060/g, '')
  const bytes = Buffer.allocUnsafe(plain.length)
  for (let at = 0; at < plain.length; at++) {
    const code = plain.charCodeAt(at)
    const byte = code < 0x80 || (code >= 0xa0 && code <= 0xff) ? code : WINDOWS.get(plain[at]!)
    if (byte === undefined) return Buffer.from(text)
    bytes[at] = byte
  }
  return bytes
}
