// What the old program did to texts on their way in, undone where only one reading is possible.

/** Its filter against scripts took `&#8217;` for a disguised letter and left `r17;`. The common ones: */
const MANGLED = /r(?:1[1267]|30|[016]);/

/** Rare ones count only in a text that has a common one: `r2;` alone may be what the author wrote. */
const MEANT: Readonly<Record<string, string>> = {
  'r0;': '“',
  'r1;': '”',
  'r2;': '„',
  'r4;': '†',
  'r6;': '•',
  'r11;': '–',
  'r12;': '—',
  'r13;': '―',
  'r16;': '‘',
  'r17;': '’',
  'r18;': '‚',
  'r30;': '…',
  'r42;': '′',
  'r43;': '″',
  'r49;': '‹',
  'r50;': '›',
}

export interface Repaired {
  text: string
  /** What was done, for the report. */
  repairs: ('slashes' | 'mangled entities' | 'style sheet in the text')[]
}

export function repair(source: string): Repaired {
  const repairs: Repaired['repairs'] = []
  let text = source
  if (looksSlashed(text)) {
    text = unslash(text)
    repairs.push('slashes')
  }
  if (MANGLED.test(text)) {
    text = text.replace(/r\d\d?;/g, (ruin) => MEANT[ruin] ?? ruin)
    repairs.push('mangled entities')
  }
  const from = endOfLeakedStyle(text)
  if (from === 0) return { text, repairs }
  repairs.push('style sheet in the text')
  return { text: text.slice(from), repairs }
}

const STYLE_RULE = /\s*[\s\w.,:@#*>/-]{1,300}\{(?:[^{}<>:]{0,100}:[^{}<>]{0,3000})?\s*\}/y

/** Of a text pasted from Word the filter removed the tags around its style sheet, but not the rules inside. */
function endOfLeakedStyle(text: string): number {
  if (!/^[^{}<>]{1,300}\{/.test(text)) return 0
  STYLE_RULE.lastIndex = 0
  let end = 0
  while (STYLE_RULE.test(text)) end = STYLE_RULE.lastIndex
  return /Mso|mso-|@font-face|@page/.test(text.slice(0, end)) ? end : 0
}

/** Every quote has its backslash and every backslash its quote: nobody types like that. */
function looksSlashed(text: string): boolean {
  if (!/\\['"]/.test(text)) return false
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

/**
 * A newline showed as a line break, unless the text had one of three tags, spelt exactly so. Where other tags make
 * the paragraphs, the breaks are put in here, but not beside those tags, where they only opened gaps. A text without
 * any structure keeps its newlines: they make paragraphs, as in every text of this archive.
 */
export function withLineBreaks(text: string): string {
  if (text.includes('<br>') || text.includes('<p>') || text.includes('<br />') || !STRUCTURE.test(text)) return text
  const lines = text.split(/\r\n|\r|\n/)
  return lines.map((line, index) => (index === 0 ? line : breakBetween(lines[index - 1]!, line) + line)).join('')
}

const STRUCTURE = /<(?:p|br|div|pre|table|ul|ol|dl)[\s/>]/i
const BLOCK =
  'p|br|hr|div|pre|table|tbody|thead|tr|td|th|ul|ol|li|dl|dt|dd|h[1-6]|blockquote|center|style|html|head|body|title|meta|link'
const BLOCK_AT_END = new RegExp(`</?(?:${BLOCK})\\b[^<>]*>\\s*$`, 'i')
const BLOCK_AT_START = new RegExp(`^\\s*</?(?:${BLOCK})\\b`, 'i')

function breakBetween(before: string, line: string): string {
  return BLOCK_AT_END.test(before.slice(-500)) || BLOCK_AT_START.test(line) ? '\n' : '<br />\n'
}
