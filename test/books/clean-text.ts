import { type DefaultTreeAdapterMap, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterMap['node']

const FRAMES = /^(?:ul|ol|dl|table|thead|tbody|tfoot|tr)$/

/** The words of clean HTML as a browser reads them; white space between the rows of tables and lists is none. */
export function wordsOfHtml(cleanHtml: string): string {
  return read(parseFragment(cleanHtml))
}

function read(node: Node): string {
  if (node.nodeName === '#text') {
    const { value, parentNode } = node as DefaultTreeAdapterMap['textNode']
    return FRAMES.test(parentNode?.nodeName ?? '') && value.trim() === '' ? '' : value
  }
  return 'childNodes' in node ? node.childNodes.map(read).join('') : ''
}
