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
  const isBeside = endsInTag(before) || BLOCK_AT_START.test(line)
  return isBeside ? '\n' : '<br />\n'
}

function endsInTag(line: string): boolean {
  const end = line.slice(-500)
  return end.trimEnd().endsWith('>') && BLOCK_AT_END.test(end)
}
