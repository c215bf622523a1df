// Strict judges of feeds, written from the specifications: RFC 4287, RSS 2.0, JSON Feed 1.1.
import assert from 'node:assert/strict'
import { DOMParser, type Document, type Element } from '@xmldom/xmldom'

export interface CheckedEntry {
  id: string
  title: string
  link: string
  published: string
  updated: string | null
  authors: string[]
  tags: string[]
  summary: string | null
  text: string | null
  language: string | null
}

export interface CheckedFeed {
  id: string | null
  title: string
  self: string
  page: string
  updated: string | null
  entries: CheckedEntry[]
}

const ATOM = 'http://www.w3.org/2005/Atom'

/** Refuses everything that is not well-formed, warnings included, and characters that XML 1.0 does not have. */
export function parseXml(text: string): Document {
  const forbidden = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u
  assert.ok(!forbidden.test(text), `a character that XML does not have: ${forbidden.exec(text)?.index}`)
  const parser = new DOMParser({
    onError: (level, message) => {
      // A letter that was cut in half is shown as U+FFFD, which is a character like others.
      if (message.includes('replacement character')) return
      throw new Error(`${level}: ${message}`)
    },
  })
  return parser.parseFromString(text, 'text/xml')
}

export function childrenOf(element: Element, name: string, namespace: string | null = ATOM): Element[] {
  return [...element.childNodes].filter(
    (node): node is Element =>
      node.nodeType === 1 && (node as Element).localName === name && (node as Element).namespaceURI === namespace,
  )
}

function only(element: Element, name: string, namespace: string | null = ATOM): Element {
  const found = childrenOf(element, name, namespace)
  assert.equal(found.length, 1, `exactly one ${name} in ${element.localName}`)
  return found[0]!
}

function atMostOne(element: Element, name: string, namespace: string | null = ATOM): Element | null {
  const found = childrenOf(element, name, namespace)
  assert.ok(found.length <= 1, `at most one ${name} in ${element.localName}`)
  return found[0] ?? null
}

const textOf = (element: Element) => element.textContent ?? ''

export function isAbsolute(address: string): void {
  assert.match(address, /^https?:\/\/[^/\s]+\//, `absolute: ${address}`)
  assert.ok(URL.canParse(address) && !/[\s<>"{}|\\^`]/.test(address), `an address: ${address}`)
}

export function isRfc3339(date: string): void {
  assert.match(date, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/)
  assert.ok(!Number.isNaN(Date.parse(date)), date)
}

function isRfc822(date: string): void {
  assert.match(date, /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:GMT|[+-]\d{4})$/)
}

const isUrn = (id: string) => assert.match(id, /^urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const isHtml = (html: string) => {
  assert.ok(!/<script|\son\w+=/i.test(html), html)
  for (const [, address] of html.matchAll(/ (?:href|src)="([^"]*)"/g)) assert.match(address!, /^(?:https?|mailto):/)
}

export function checkAtom(body: string): CheckedFeed {
  const feed = parseXml(body).documentElement!
  assert.deepEqual([feed.localName, feed.namespaceURI], ['feed', ATOM])
  const links = childrenOf(feed, 'link')
  const self = oneLink(links, 'self')
  assert.equal(self.getAttribute('type'), 'application/atom+xml')
  const alternate = oneLink(links, 'alternate')
  const id = textOf(only(feed, 'id'))
  isUrn(id)
  assert.ok(textOf(only(feed, 'title')) !== '')
  isRfc3339(textOf(only(feed, 'updated')))
  atMostOne(feed, 'subtitle')
  for (const name of ['icon', 'logo', 'generator', 'rights']) atMostOne(feed, name)
  assert.ok(feed.getAttribute('xml:lang'))
  const entries = childrenOf(feed, 'entry').map((entry) => checkAtomEntry(entry))
  unique(entries)
  return {
    id,
    title: textOf(only(feed, 'title')),
    self: self.getAttribute('href')!,
    page: alternate.getAttribute('href')!,
    updated: textOf(only(feed, 'updated')),
    entries,
  }
}

function oneLink(links: readonly Element[], rel: string): Element {
  const found = links.filter((link) => link.getAttribute('rel') === rel)
  assert.equal(found.length, 1, `one link to ${rel}`)
  isAbsolute(found[0]!.getAttribute('href')!)
  return found[0]!
}

function checkAtomEntry(entry: Element): CheckedEntry {
  const id = textOf(only(entry, 'id'))
  isUrn(id)
  const [published, updated] = [textOf(only(entry, 'published')), textOf(only(entry, 'updated'))]
  isRfc3339(published)
  isRfc3339(updated)
  const authors = childrenOf(entry, 'author')
  assert.ok(authors.length > 0, 'an entry has an author')
  for (const author of authors) {
    assert.ok(textOf(only(author, 'name')) !== '')
    const uri = atMostOne(author, 'uri')
    if (uri) isAbsolute(textOf(uri))
  }
  for (const link of childrenOf(entry, 'link')) isAbsolute(link.getAttribute('href')!)
  const text = (name: string) => {
    const found = atMostOne(entry, name)
    if (!found) return null
    assert.equal(found.getAttribute('type'), 'html')
    isHtml(textOf(found))
    return textOf(found)
  }
  for (const category of childrenOf(entry, 'category')) {
    assert.ok(category.getAttribute('term'))
    isAbsolute(category.getAttribute('scheme')!)
  }
  return {
    id,
    title: textOf(only(entry, 'title')),
    link: oneLink(childrenOf(entry, 'link'), 'alternate').getAttribute('href')!,
    published,
    updated,
    authors: authors.map((author) => textOf(only(author, 'name'))),
    tags: childrenOf(entry, 'category').map((category) => category.getAttribute('label')!),
    summary: text('summary'),
    text: text('content'),
    language: entry.getAttribute('xml:lang'),
  }
}

const DC = 'http://purl.org/dc/elements/1.1/'
const CONTENT = 'http://purl.org/rss/1.0/modules/content/'

export function checkRss(body: string): CheckedFeed {
  const rss = parseXml(body).documentElement!
  assert.deepEqual([rss.localName, rss.namespaceURI, rss.getAttribute('version')], ['rss', null, '2.0'])
  const channel = only(rss, 'channel', null)
  const self = only(channel, 'link')
  assert.equal(self.getAttribute('rel'), 'self')
  isAbsolute(self.getAttribute('href')!)
  assert.ok(textOf(only(channel, 'title', null)) !== '' && textOf(only(channel, 'description', null)) !== '')
  const page = textOf(only(channel, 'link', null))
  isAbsolute(page)
  const built = atMostOne(channel, 'lastBuildDate', null)
  if (built) isRfc822(textOf(built))
  const entries = childrenOf(channel, 'item', null).map(checkItem)
  unique(entries)
  const updated = built && textOf(built)
  return {
    id: null,
    title: textOf(only(channel, 'title', null)),
    self: self.getAttribute('href')!,
    page,
    updated,
    entries,
  }
}

function checkItem(item: Element): CheckedEntry {
  const guid = only(item, 'guid', null)
  assert.equal(guid.getAttribute('isPermaLink'), 'false')
  const link = textOf(only(item, 'link', null))
  isAbsolute(link)
  const published = textOf(only(item, 'pubDate', null))
  isRfc822(published)
  const html = (element: Element | null) => {
    if (element) isHtml(textOf(element))
    return element && textOf(element)
  }
  return {
    id: textOf(guid),
    title: textOf(only(item, 'title', null)),
    link,
    published,
    updated: null,
    authors: childrenOf(item, 'creator', DC).map(textOf),
    tags: childrenOf(item, 'category', null).map(textOf),
    summary: html(atMostOne(item, 'description', null)),
    text: html(atMostOne(item, 'encoded', CONTENT)),
    language: textOf(only(item, 'language', DC)),
  }
}

type Json = Record<string, unknown>

export function checkJsonFeed(body: string): CheckedFeed {
  assert.ok(body.isWellFormed())
  const feed = JSON.parse(body) as Json & { items: Json[] }
  assert.equal(feed.version, 'https://jsonfeed.org/version/1.1')
  for (const name of ['home_page_url', 'feed_url', 'icon']) isAbsolute(feed[name] as string)
  assert.ok(typeof feed.title === 'string' && feed.title !== '')
  assert.ok(Array.isArray(feed.items))
  const entries = feed.items.map(checkJsonItem)
  unique(entries)
  return {
    id: null,
    title: feed.title,
    self: feed.feed_url as string,
    page: feed.home_page_url as string,
    updated: null,
    entries,
  }
}

function checkJsonItem(item: Json): CheckedEntry {
  isUrn(item.id as string)
  isAbsolute(item.url as string)
  assert.ok(typeof item.content_html === 'string' || typeof item.content_text === 'string', 'an item has a content')
  isRfc3339(item.date_published as string)
  isRfc3339(item.date_modified as string)
  const authors = item.authors as Array<{ name: string; url?: string }>
  for (const { name, url } of authors) {
    assert.ok(name !== '')
    if (url !== undefined) isAbsolute(url)
  }
  const text = (item.content_html as string | undefined) ?? null
  if (text !== null) isHtml(text)
  return {
    id: item.id as string,
    title: item.title as string,
    link: item.url as string,
    published: item.date_published as string,
    updated: item.date_modified as string,
    authors: authors.map(({ name }) => name),
    tags: (item.tags as string[] | undefined) ?? [],
    summary: null,
    text,
    language: item.language as string,
  }
}

function unique(entries: readonly CheckedEntry[]): void {
  assert.equal(new Set(entries.map(({ id }) => id)).size, entries.length, 'every entry has an id of its own')
}

export const CHECKERS = { atom: checkAtom, rss: checkRss, json: checkJsonFeed } as const
