/** Every tag is a name and no more, so there are no links, pictures and ids. An equals sign is rare in prose: this is told at once. */
export function isBare(cleanHtml: string): boolean {
  return !cleanHtml.includes('="')
}

const MEANINGS: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}

/** What an attribute of clean HTML says. */
export function decodeAttribute(written: string): string {
  return written.includes('&') ? written.replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => MEANINGS[entity]!) : written
}
