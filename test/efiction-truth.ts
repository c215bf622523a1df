// What the two old sites hold, and the normalisation that their hashes were made with.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseFragment } from 'parse5'

export const EFICTION_DATA = new URL('./data/efiction/', import.meta.url).pathname

const BLOCK =
  /<\/?(?:p|br|div|hr|blockquote|ul|ol|li|dl|dt|dd|h[1-6]|table|thead|tbody|tr|td|th|center|pre|section|article|header|footer|figure)(?=[\s/>])[^>]*>/gi
const SPACE = /[\s\x1c-\x1f\x85]+/g

export function normalised(html: string): string {
  const text = html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<[?!][^>]*>/gs, '')
    .replace(BLOCK, ' ')
    .replace(/<\/?[a-zA-Z][^<>]*>/g, '')
  return decodeEntities(text)
    .replace(/[\ufeff\u200b\u00ad]/g, '')
    .normalize('NFC')
    .replace(SPACE, ' ')
    .trim()
}

export function hashOf(html: string): string {
  return createHash('sha256').update(normalised(html)).digest('hex')
}

export function hashWithoutSpaces(html: string): string {
  return createHash('sha256').update(normalised(html).replace(SPACE, '')).digest('hex')
}

function decodeEntities(text: string): string {
  const { childNodes } = parseFragment(text.replaceAll('<', '&lt;'))
  return childNodes.map((node) => ('value' in node ? node.value : '')).join('')
}

// oxlint-disable-next-line typescript/no-explicit-any -- a loose file of facts
export type Truth = Record<string, any>

export function readTruth(site: 'a' | 'b'): Truth {
  return JSON.parse(readFileSync(`${EFICTION_DATA}site-${site}.truth.json`, 'utf8'))
}
