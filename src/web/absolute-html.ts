import { leadHome } from '../import/efiction/addresses/links-in-texts.ts'
import type { OldSiteAddress } from '../import/efiction/addresses/old-sites.ts'
import { escapeHtml } from '../text/escape.ts'

interface Place {
  /** Scheme and host. */
  origin: string
  sites: readonly OldSiteAddress[]
}

/** Words may look like an attribute, so only tags are looked into. */
const LINKED = /<(?:a|img) [^>]*>/g

/** Clean HTML that leaves the archive, with links that hold without the page around them. `at` is that page's path. */
export function absoluteHtml(cleanHtml: string, at: string, { origin, sites }: Place): string {
  const here = escapeHtml(origin)
  return leadHome(cleanHtml, sites, at).replace(LINKED, (tag) =>
    tag.replace(/ (href|src)="\/(?!\/)/, ` $1="${here}/`).replace(/ href="#/, ` href="${here}${escapeHtml(at)}#`),
  )
}
