import { textOfAddress } from '../read/file-names.ts'
import type { OldPictures } from '../read/old-pictures.ts'
import type { Reading } from '../read/reading.ts'

/**
 * Leads the pictures of a text, and links to them, to where the archive keeps them. One that did not come over gets
 * its old path on this host, where it is answered as soon as it comes. Pictures of other hosts are counted.
 */
export function withNewAddresses(source: string, reading: Reading): string {
  if (!source.includes('=') || !/<\s*(?:img|a)\b/i.test(source)) return source
  return source.replace(ADDRESS, (tag: string, head: string, kind: string, value: string) => {
    const isImage = kind.toLowerCase() === 'src'
    const address = withoutQuotes(value)
    const path = oldPathOf(address, reading.pictures)
    if (path === null) {
      if (isImage) countHost(reading, address)
      return tag
    }
    return `${head}"${newAddressOf(path, reading.pictures)}"`
  })
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

export function newAddressOf(path: string, { addresses, path: root }: OldPictures): string {
  const known = addresses.get(path) ?? addresses.get(path.toLowerCase())
  return known ?? `${root}/${encodeURI(path).replace(/[?#]/g, encodeURIComponent)}`
}

function countHost(reading: Reading, address: string): void {
  const host = parts(address)?.host
  if (host) reading.countHost(host)
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
