// What the old program did to texts on their way in, undone where only one reading is possible.
import { mendEntities } from './mangled-entities.ts'
import { endOfLeakedStyle } from './leaked-style.ts'

export type Mending =
  | 'slashes'
  | 'line ends spelt out'
  | 'mangled entities'
  | 'style sheet in the text'
  | 'ruins of a script'
  | 'title of the uploaded page'
  | 'a capital that had become a dash'

export interface Mended {
  text: string
  /** What was done, for the report. */
  mended: Mending[]
}

export function mend(source: string): Mended {
  const mended: Mending[] = []
  let text = source
  for (const [name, step] of STEPS) {
    const changed = step(text)
    if (changed === text) continue
    text = changed
    mended.push(name)
  }
  return { text, mended }
}

const STEPS: readonly [Mending, (text: string) => string][] = [
  ['slashes', withoutSlashes],
  ['line ends spelt out', withRealLineEnds],
  ['mangled entities', mendEntities],
  ['title of the uploaded page', withoutDocumentTitle],
  ['style sheet in the text', withoutLeakedStyle],
  ['ruins of a script', withoutScriptRuins],
]

function withoutLeakedStyle(text: string): string {
  const end = endOfLeakedStyle(text)
  return end === 0 ? text : text.slice(end).trimStart()
}

/** Servers that escaped everything by themselves added a second layer. */
function withoutSlashes(text: string): string {
  const once = looksSlashed(text) ? unslash(text) : text
  return once !== text && looksSlashed(once) ? unslash(once) : once
}

/** Every quote has its backslash and every backslash its quote: nobody types like that. */
function looksSlashed(text: string): boolean {
  if (!text.includes('\\') || !/\\['"]/.test(text)) return false
  const rest = text.replace(/\\(?:['"\\]|r\\n|[rn])/g, '')
  return !/\\/.test(rest) && !/['"]/.test(withoutTags(rest))
}

/** Quotes of attributes are often added later, by the display or by an editor. */
function withoutTags(text: string): string {
  return text.replace(/<[a-z][^<>]*>/gi, '')
}

function unslash(text: string): string {
  return text.replace(/\\r\\n|\\n|\\r/g, '\n').replace(/\\(['"\\])/g, '$1')
}

/** `\r\n` in four characters, where no other backslash and no real line end speaks against it. */
function withRealLineEnds(text: string): string {
  if (!text.includes('\\r\\n') || /[\r\n]/.test(text)) return text
  const real = text.replaceAll('\\r\\n', '\n')
  return real.includes('\\') ? text : real
}

/** The names that editors gave to pages nobody had named; the filter took the tags around them and left the words. */
const DOCUMENT_TITLE =
  /^\s*(?:untitled(?: document|[ -]?\d+| page)?|new page \d+|no title|document ?\d+|microsoft word - [^<>\n]{1,100})\s*(?=<|\n|$)/i

function withoutDocumentTitle(text: string): string {
  const title = DOCUMENT_TITLE.exec(text)?.[0]
  // A whole text of these words may be meant; a page is told by its paragraphs or its style sheet.
  return title && /^\s*(?:<|[\s\w.,:@#*>/-]{1,300}\{)/.test(text.slice(title.length)) ? text.slice(title.length) : text
}

const OPENING_LOST = /(^\s*|<\/(?:p|div)>\s*)>(?=[^<>]+<\/(p|div|span|center|font|h[1-6]|b|i|u|em|strong)>)/gi
const NO_JAVASCRIPT = /\s(?:href|src|action)\s*=\s*(["']?)nojavascript\.\.\.[^"'<>]*\1/gi
const CALL =
  /\b(?:alert|confirm|prompt|eval|document\.write(?:ln)?|window\.open|setTimeout)\((?:[^()<>]|\([^()<>]*\))*\);?/g

/** Of a tag with an event handler only its last bracket was left, of a script between tags the words. */
function withoutScriptRuins(text: string): string {
  if (!text.includes('nojavascript...') && !/^\s*>/.test(text) && !/<\/(?:p|div)>\s*>/i.test(text)) return text
  const opened = text.replace(OPENING_LOST, (_, before: string, tag: string) => `${before}<${tag}>`)
  const harmless = opened.replace(NO_JAVASCRIPT, '')
  return harmless === text ? text : harmless.replace(CALL, '')
}
