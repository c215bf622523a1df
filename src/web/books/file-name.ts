import type { Book } from '../../export/book.ts'

const MOST_BYTES = 150

export interface Named extends Pick<Book, 'title' | 'creators'> {
  ending: string
}

/**
 * `attachment` with the file's name twice (RFC 6266): in ASCII for old programs, in any script for all others. No file
 * system chokes on it: nothing that is a separator, a device or hidden, and not too long.
 */
export function contentDisposition(file: Named): string {
  const { ending } = file
  const name = fileName(file)
  const ascii = withoutMarks(name)
    .replace(/[^\x20-\x7e]+/g, '_')
    .replace(/["\\%;]/g, '_')
  const isBare = /^[_\s.-]*\.[a-z0-9]+$/.test(ascii)
  return `attachment; filename="${isBare ? `book.${ending}` : ascii}"; filename*=UTF-8''${encoded(name)}`
}

/** As `A Tale - Ada.epub`. */
export function fileName({ title, creators, ending }: Named): string {
  const names = creators.map((creator) => creator.name).join(', ')
  return `${cut(plain(names === '' ? title : `${title} - ${names}`)) || 'book'}.${ending}`
}

function plain(text: string): string {
  const safe = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/gu, ' ')
    .replace(/[/\\:*?"<>|]/g, '_')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '')
  return /^(?:con|prn|aux|nul|com\d|lpt\d)$/i.test(safe) ? `${safe}_` : safe
}

/** Between characters as readers see them, by bytes, as file systems count. */
function cut(text: string): string {
  if (Buffer.byteLength(text) <= MOST_BYTES) return text
  let kept = ''
  let bytes = 0
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) {
    bytes += Buffer.byteLength(segment)
    if (bytes > MOST_BYTES) break
    kept += segment
  }
  return kept.trim()
}

function withoutMarks(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}+/gu, '')
}

function encoded(text: string): string {
  return encodeURIComponent(text).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
