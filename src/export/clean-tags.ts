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
