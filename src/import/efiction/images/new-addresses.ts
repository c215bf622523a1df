import { textOfAddress } from '../read/file-names.ts'
import type { OldPictures } from '../read/old-pictures.ts'
import type { Row } from '../read/row.ts'

/**
 * Leads the pictures of a text, and links to them, to where the archive keeps them. One that did not come over gets
 * its old path on this host, where it is answered as soon as it comes, and is told of. Pictures of other hosts are
 * counted.
 */
export function withNewAddresses(source: string, row: Row, column: string): string {
  if (!source.includes('=') || !/<\s*(?:img|a)\b/i.test(source)) return source
  const { reading } = row
  const missing = new Set<string>()
  const found = source.replace(ADDRESS, (tag: string, head: string, kind: string, value: string) => {
    const isImage = kind.toLowerCase() === 'src'
    const address = withoutQuotes(value)
    const path = oldPathOf(address, reading.pictures)
    const isKnown = path !== null && knownAddress(path, reading.pictures) !== undefined
    if (isImage && !isKnown) countMissing(row, path ?? address, missing)
    return path === null ? tag : `${head}"${newAddressOf(path, reading.pictures)}"`
  })
  tellMissing(row, column, missing)
  return found
}

/** Of another host it is a link now; of the old site itself it should have come. */
function countMissing({ reading }: Row, address: string, missing: Set<string>): void {
  const place = parts(address)
  if (!place) return
  const { host, path } = place
  const root = `${reading.pictures.path.slice(1)}/`
  if (host !== '' && !reading.pictures.hosts.includes(host)) reading.countHost(host)
  else if (path !== '' && !path.startsWith(UPLOADS)) missing.add(path.startsWith(root) ? path.slice(root.length) : path)
}

/** Texts that are read again show what came over already. */
const UPLOADS = 'uploads/'

function tellMissing(row: Row, column: string, missing: ReadonlySet<string>): void {
  if (missing.size === 0) return
  row.reading.suspects.missingPictures += missing.size
  const [first] = missing
  const more = missing.size > 1 ? ` and ${missing.size - 1} more` : ''
  row.remark(`${column} shows a picture of the old site that did not come: ${first!.slice(0, 200)}${more}`)
}

const ADDRESS =
  /(<\s*(?:img\b(?:[^<>]*?\s)(?=src)|a\b(?:[^<>]*?\s)(?=href))(src|href)\s*=\s*)("[^"<>]*"|'[^'<>]*'|[^\s"'<>]+)/gi

/** `<folder>/<number>/images/<file>`; null for any other address. */
export function oldPathOf(address: string, { folder, hosts }: OldPictures): string | null {
  const url = parts(address)
  if (!url || (url.host !== '' && !hosts.includes(url.host))) return null
  const marker = `/${folder.toLowerCase()}/`
  const at = `/${url.path}`.toLowerCase().lastIndexOf(marker)
  const rest = at < 0 ? '' : `/${url.path}`.slice(at + marker.length)
  return /^\d{1,10}\/images\/[^/]+$/i.test(rest) ? `${folder}/${rest}` : null
}

function knownAddress(path: string, { addresses }: OldPictures): string | undefined {
  return addresses.get(path) ?? addresses.get(path.toLowerCase())
}

export function newAddressOf(path: string, pictures: OldPictures): string {
  const known = knownAddress(path, pictures)
  return known ?? `${pictures.path}/${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}`
}

/** `host` is empty for an address within the site. */
function parts(address: string): { host: string; path: string } | null {
  const text = address.trim().replaceAll('&amp;', '&').replaceAll('\\', '/')
  const found = /^(?:https?:)?\/\/(?:[^/?#@]*@)?([^/?#:]+)(?::\d+)?([^?#]*)/i.exec(text)
  if (!found && /^[a-z][a-z0-9+.-]*:/i.test(text)) return null
  const path = found ? found[2]! : text.replace(/[?#].*$/s, '')
  return {
    host: found ? withoutWww(found[1]!) : '',
    path: textOfAddress(path)
      .normalize('NFC')
      .replace(/^(?:\.{0,2}\/)+/, ''),
  }
}

function withoutWww(host: string): string {
  return host.toLowerCase().replace(/^www\./, '')
}

function withoutQuotes(value: string): string {
  return /^["']/.test(value) ? value.slice(1, -1) : value
}
