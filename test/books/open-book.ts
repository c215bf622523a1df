// Opens a book of any format as a program without mercy does: throws at whatever is not whole.
import assert from 'node:assert/strict'
import { type DefaultTreeAdapterMap, parse } from 'parse5'
import { pdfText } from '../pdf-text.ts'
import { elements, parseXml, type XmlElement, xmlText } from './strict-xml.ts'
import { unzip } from './unzip.ts'

/** Its words, in the order of reading. */
export async function wordsOfBook(ending: string, bytes: Buffer): Promise<string> {
  if (ending === 'epub') return wordsOfEpub(bytes)
  if (ending === 'html') return wordsOfHtmlFile(utf8(bytes))
  if (ending === 'pdf') return pdfText(bytes)
  const text = utf8(bytes)
  assert.doesNotMatch(text, /[\0-\x08\x0b-\x1f\ufffe\uffff]/)
  return text
}

function utf8(bytes: Buffer): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
}

/** Every file of it is in its list and is what the list says, and no link or picture leads to what is not in it. */
async function wordsOfEpub(bytes: Buffer): Promise<string> {
  const files = await unzip(bytes)
  assert.equal([...files.keys()][0], 'mimetype')
  assert.equal(files.get('mimetype')!.toString(), 'application/epub+zip')
  const pages = new Map<string, XmlElement>()
  for (const [name, content] of files)
    if (/\.(?:xhtml|opf|ncx|xml|svg)$/.test(name)) pages.set(name.replace('EPUB/', ''), parseXml(utf8(content)))
  const book = pages.get('package.opf')!
  const items = new Map(elements(book, 'item').map(({ attributes }) => [attributes.id!, attributes.href!]))
  const inside = [...files.keys()].filter((name) => name.startsWith('EPUB/')).map((name) => name.slice(5))
  assert.deepEqual([...items.values(), 'package.opf'].toSorted(), inside.toSorted())
  const named = new Set(inside)
  const ids = new Map([...pages].map(([name, page]) => [name, idsIn(page)]))
  for (const [name, page] of pages) for (const address of addressesIn(page)) leadsSomewhere(name, address, named, ids)
  const spine = elements(book, 'itemref').map(({ attributes }) => items.get(attributes.idref!)!)
  return spine.map((name) => xmlText(elements(pages.get(name)!, 'body')[0]!)).join('\n')
}

function leadsSomewhere(
  from: string,
  address: string,
  files: ReadonlySet<string>,
  ids: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  if (/^[a-z][a-z+.-]*:/.test(address)) return
  const [path, fragment] = address.split('#')
  const file = path === '' ? from : path!
  assert.ok(from === 'META-INF/container.xml' || files.has(file), `${from} leads to ${address}`)
  if (fragment !== undefined) assert.ok(ids.get(file)!.has(fragment), `${from} leads to ${address}`)
}

function idsIn(page: XmlElement): Set<string> {
  const found = new Set<string>()
  for (const { attributes } of everyElement(page)) {
    if (attributes.id === undefined) continue
    assert.ok(!found.has(attributes.id), `twice ${attributes.id}`)
    found.add(attributes.id)
  }
  return found
}

function addressesIn(page: XmlElement): string[] {
  return everyElement(page).flatMap(({ attributes: { href, src } }) => [href ?? [], src ?? []].flat())
}

function everyElement(root: XmlElement): XmlElement[] {
  const found = [root]
  for (let at = 0; at < found.length; at++)
    found.push(...found[at]!.children.filter((child) => typeof child !== 'string'))
  return found
}

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

/** Nothing in it comes from elsewhere, and its own links lead somewhere. */
function wordsOfHtmlFile(text: string): string {
  const mistakes: string[] = []
  const document = parse(text, {
    sourceCodeLocationInfo: true,
    onParseError: ({ code, startLine, startCol }) => mistakes.push(`${code} at ${startLine}:${startCol}`),
  })
  assert.deepEqual(mistakes, [])
  const all = everyHtmlElement(document)
  const values = (name: string) => all.flatMap(({ attrs }) => attrs.flatMap((a) => (a.name === name ? [a.value] : [])))
  assert.equal(new Set(values('id')).size, values('id').length)
  const ids = new Set(values('id'))
  for (const address of values('href'))
    assert.ok(address.startsWith('#') ? ids.has(decodeURIComponent(address.slice(1))) : URL.canParse(address), address)
  for (const address of values('src')) assert.match(address, /^data:image\/\w+;base64,/)
  return wordsOf(all.find(({ tagName }) => tagName === 'body')!)
}

function everyHtmlElement(node: Node): Element[] {
  const found: Node[] = [node]
  for (let at = 0; at < found.length; at++) {
    const here = found[at]!
    if ('childNodes' in here) found.push(...here.childNodes)
  }
  return found.filter((each) => 'tagName' in each)
}

function wordsOf(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterMap['textNode']).value
  return 'childNodes' in node ? node.childNodes.map(wordsOf).join('') : ''
}
