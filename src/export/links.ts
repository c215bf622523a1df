// Addresses in clean HTML that leaves the archive. Looks into tags only: words may look like an attribute.
import { escapeHtml } from '../text/escape.ts'
import { decodeAttribute, isBare } from './clean-tags.ts'
import type { Press } from './press.ts'

const LINKED = /<(?:a|img) [^>]*>/g
const ADDRESS = / (href|src)="([^"]*)"/
const ABSOLUTE = /^(?:https?:|mailto:|#)/i

/**
 * Every link absolute, those to old sites to this archive; the path of a picture stays a path. `at` is the path of the
 * page that the text stands on.
 */
export function withLinks(cleanHtml: string, { origin, leadHome }: Press, at: string): string {
  if (isBare(cleanHtml) || (!cleanHtml.includes('<a ') && !cleanHtml.includes('<img '))) return cleanHtml
  return leadHome(cleanHtml, at).replace(LINKED, (tag) =>
    tag.replace(ADDRESS, (whole, name: string, written: string) => {
      if (ABSOLUTE.test(written)) return whole
      const url = urlOf(decodeAttribute(written), origin + at)
      if (url === null) return name === 'href' ? '' : whole
      return ` ${name}="${escapeHtml(name === 'src' && url.origin === new URL(origin).origin ? url.pathname : url.href)}"`
    }),
  )
}

function urlOf(address: string, base: string): URL | null {
  return URL.canParse(address, base) ? new URL(address, base) : null
}

const PICTURE = /<img src="([^"]*)"/g

/** The `src` of every image, as paths. */
export function picturesIn(cleanHtml: string): string[] {
  if (isBare(cleanHtml) || !cleanHtml.includes('<img ')) return []
  return [...new Set([...cleanHtml.matchAll(PICTURE)].map(([, src]) => decodeAttribute(src!)))]
}

export function withPictures(cleanHtml: string, placeOf: (path: string) => string): string {
  return cleanHtml.replace(PICTURE, (_, src: string) => `<img src="${escapeHtml(placeOf(decodeAttribute(src)))}"`)
}
