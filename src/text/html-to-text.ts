const BLOCK =
  /<(?:\/?(?:p|div|blockquote|h[3-6]|ul|ol|li|dl|dt|dd|pre|table|caption|tr|figure|figcaption|details|summary)(?: [^>]*)?|br|hr)>/g
const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}

/** The words of clean HTML: one line a block or line break, table cells parted by tabs. Input must be sanitised. */
export function htmlToText(html: string): string {
  const lines = html
    .replaceAll('\n', ' ')
    .replace(BLOCK, '\n')
    .replace(/<\/t[dh]>/g, '\t')
    .replace(/<[^>]*>/g, '')
    .split('\n')
  return decoded(lines.map(withoutOuterSpace).filter(Boolean).join('\n'))
}

/** The first words of clean HTML on one line, cut between words where it can be, with an ellipsis when cut. */
export function excerpt(html: string, maxChars: number): string {
  // Markup outweighs words at most a few times; the rest of a long chapter need not be read.
  const text = htmlToText(html.slice(0, maxChars * 20 + 2000).replace(/<[^>]*$/, ''))
    .replace(/\s+/g, ' ')
    .trim()
  if (text.length <= maxChars) return text
  const cut = text.slice(0, maxChars).replace(/[\ud800-\udbff]$/, '')
  const end = cut.lastIndexOf(' ')
  return `${(end > maxChars / 2 ? cut.slice(0, end) : cut).replace(/[\s,;:–—-]+$/, '')}…`
}

/** Ends of a line, without the wide spaces that indent verse. */
function withoutOuterSpace(line: string): string {
  let start = 0
  let end = line.length
  while (start < end && (line[start] === ' ' || line[start] === '\t')) start += 1
  while (end > start && (line[end - 1] === ' ' || line[end - 1] === '\t')) end -= 1
  return line.slice(start, end)
}

function decoded(text: string): string {
  return text.includes('&') ? text.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity]!) : text
}
