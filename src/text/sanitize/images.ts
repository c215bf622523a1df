import { escapeText } from '../escape.ts'
import { isExternal, safeAddress } from './addresses.ts'
import { integer, words, written, type Attributes } from './attributes.ts'
import type { Writer } from './writer.ts'

/** Pictures that the archive keeps, at their own address or at the one that they had on an old site. */
const KEPT_HERE = /^\/(?:uploads\/[0-9a-f]{64}\.(?:png|gif|jpg|webp)|(?:[\w.~%-]+\/)*\d{1,10}\/images\/[\w.~%+()!'-]+)$/

/**
 * Pages load nothing from other hosts, so an outside image becomes a link, and one that may not be shown its words. A
 * brief text may show only what the archive keeps.
 */
export function writeImage(writer: Writer, attributes: Attributes, isBrief: boolean): void {
  const address = safeAddress(attributes.get('src') ?? '')
  const label = [attributes.get('alt'), attributes.get('title')].find((words) => words?.trim())
  const isShown = address !== null && (!isBrief || KEPT_HERE.test(address)) && !/^(?:#|mailto:)/i.test(address)
  if (!isShown) {
    if (label) writer.text(`[image: ${label}]`)
  } else if (!isExternal(address)) writer.words(tag(address, attributes))
  else writeLink(writer, address, label)
}

function tag(address: string, attributes: Attributes): string {
  const size = integer('width', attributes, [1, 4000]) + integer('height', attributes, [1, 4000])
  const alt = words('alt', attributes) || ' alt=""'
  return `<img${written('src', address)}${alt}${words('title', attributes)}${size}>`
}

function writeLink(writer: Writer, address: string, label: string | undefined): void {
  const text = label ? `[image: ${label}]` : '[image]'
  if (writer.has('a')) return writer.text(text)
  const attributes = `${written('href', address)} rel="nofollow noopener ugc"`
  writer.startInline([{ source: 'img', name: 'a', attributes }], null)
  writer.words(escapeText(text))
  writer.endInline('img')
}
