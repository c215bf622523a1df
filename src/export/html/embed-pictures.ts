import { escapeHtml } from '../../text/escape.ts'
import { decodeAttribute } from '../clean-tags.ts'
import type { BookPictures } from '../pictures.ts'

export interface Embedded {
  pictures: BookPictures
  origin: string
  /** Those that stand in the file already. */
  seen: Set<string>
  bytesLeft: number
}

const IMAGE = /<img src="([^"]*)" alt="([^"]*)"[^>]*>/g

/**
 * Pictures become part of the file, each once; one that comes again, or is too large, becomes a link, and one that is
 * not there its words.
 */
export async function embedPictures(cleanHtml: string, embedded: Embedded): Promise<string> {
  if (!cleanHtml.includes('<img ')) return cleanHtml
  const found = [...cleanHtml.matchAll(IMAGE)]
  const known = await embedded.pictures.find(found.map(([, src]) => decodeAttribute(src!)))
  let html = ''
  let from = 0
  for (const match of found) {
    const [tag, src, alt] = match as unknown as [string, string, string]
    html +=
      cleanHtml.slice(from, match.index) + (await pictureOf(tag, { path: decodeAttribute(src), alt }, known, embedded))
    from = match.index + tag.length
  }
  return html + cleanHtml.slice(from)
}

async function pictureOf(
  tag: string,
  { path, alt }: { path: string; alt: string },
  known: ReadonlyMap<string, { mime: string; byteCount: number }>,
  embedded: Embedded,
): Promise<string> {
  const picture = known.get(path)
  if (!picture) return alt
  const isNew = !embedded.seen.has(path) && picture.byteCount <= embedded.bytesLeft
  const bytes = isNew ? await embedded.pictures.read(path) : null
  if (!bytes) return `<a href="${escapeHtml(embedded.origin + path)}">${alt || '🖼'}</a>`
  embedded.seen.add(path)
  embedded.bytesLeft -= picture.byteCount
  return tag.replace(/src="[^"]*"/, `src="data:${picture.mime};base64,${Buffer.from(bytes).toString('base64')}"`)
}
