// A reading program that knows OPDS 1.2 and 2.0: what it does not understand, or what breaks the specifications, it
// refuses. Thorium's own parser (r2-opds-js) reads every page as well.
import assert from 'node:assert/strict'
import type { Element } from '@xmldom/xmldom'
import { DOMParser } from '@xmldom/xmldom'
import { TaJsonDeserialize } from 'r2-lcp-js/dist/es8-es2017/src/serializable.js'
import { convertOpds1ToOpds2 } from 'r2-opds-js/dist/es8-es2017/src/opds/converter.js'
import {
  initGlobalConverters_GENERIC,
  initGlobalConverters_OPDS,
} from 'r2-opds-js/dist/es8-es2017/src/opds/init-globals.js'
import { OPDS } from 'r2-opds-js/dist/es8-es2017/src/opds/opds1/opds.js'
import { OPDSFeed } from 'r2-opds-js/dist/es8-es2017/src/opds/opds2/opds2.js'
import { XML } from 'r2-utils-js/dist/es8-es2017/src/_utils/xml-js-mapper/index.js'
import { childrenOf, isAbsolute, isRfc3339, parseXml } from './feed-checker.ts'

initGlobalConverters_GENERIC()
initGlobalConverters_OPDS()

export interface ReadLink {
  rel: string
  href: string
  type: string
  /** How many entries it says there are. */
  count: number | null
  title: string
  isTemplate: boolean
  facet: { group: string; isActive: boolean } | null
}

export interface ReadEntry {
  id: string
  title: string
  links: ReadLink[]
}

export interface ReadCatalogue {
  title: string
  total: number | null
  links: ReadLink[]
  /** Navigation and publications alike. */
  entries: ReadEntry[]
  facets: ReadLink[]
}

const OPDS1 = /^application\/atom\+xml;profile=opds-catalog;kind=(navigation|acquisition)$/
export const ACQUISITION = /^http:\/\/opds-spec\.org\/acquisition(?:\/open-access)?$/

export function readCatalogue(body: string, type: string): ReadCatalogue {
  return type === 'application/opds+json' ? readOpds2(body) : readOpds1(body, OPDS1.exec(type)![1]!)
}

function readOpds1(body: string, kind: string): ReadCatalogue {
  const feed = parseXml(body).documentElement!
  assert.deepEqual([feed.localName, feed.namespaceURI], ['feed', 'http://www.w3.org/2005/Atom'])
  const text = (element: Element, name: string) => {
    const found = childrenOf(element, name)
    assert.equal(found.length, 1, `one ${name}`)
    assert.ok(found[0]!.textContent, name)
    return found[0]!.textContent!
  }
  isRfc3339(text(feed, 'updated'))
  text(feed, 'id')
  text(feed, 'author')
  const links = childrenOf(feed, 'link').map(toLink)
  assert.equal(links.find(({ rel }) => rel === 'self')!.type, `application/atom+xml;profile=opds-catalog;kind=${kind}`)
  const entries = childrenOf(feed, 'entry').map((entry) => {
    isRfc3339(text(entry, 'updated'))
    text(entry, 'content')
    const one = { id: text(entry, 'id'), title: text(entry, 'title'), links: childrenOf(entry, 'link').map(toLink) }
    const acquisitions = one.links.filter(({ rel }) => ACQUISITION.test(rel))
    assert.equal(acquisitions.length > 0, kind === 'acquisition', one.title)
    if (kind === 'acquisition') {
      text(entry, 'published')
      assert.ok(childrenOf(entry, 'author').length > 0)
      assert.equal(childrenOf(entry, 'language', 'http://purl.org/dc/terms/').length, 1)
    } else assert.ok(one.links.every(({ type }) => OPDS1.test(type)))
    return one
  })
  const totals = childrenOf(feed, 'totalResults', 'http://a9.com/-/spec/opensearch/1.1/')
  const total = totals[0] ? Number(totals[0].textContent) : null
  const read = { title: text(feed, 'title'), total, entries }
  if (isFirst(links)) thorium1(body, read)
  const isFacet = ({ rel }: ReadLink) => rel === 'http://opds-spec.org/facet'
  return { ...read, links: links.filter((link) => !isFacet(link)), facets: links.filter(isFacet) }
}

const THREAD = 'http://purl.org/syndication/thread/1.0'
const CATALOG = 'http://opds-spec.org/2010/catalog'

function toLink(link: Element): ReadLink {
  const count = link.getAttributeNS(THREAD, 'count')
  const group = link.getAttributeNS(CATALOG, 'facetGroup')
  return checked({
    rel: link.getAttribute('rel') ?? '',
    href: link.getAttribute('href') ?? '',
    type: link.getAttribute('type') ?? '',
    title: link.getAttribute('title') ?? '',
    count: count ? Number(count) : null,
    isTemplate: false,
    facet: group ? { group, isActive: link.getAttributeNS(CATALOG, 'activeFacet') === 'true' } : null,
  })
}

function checked(link: ReadLink): ReadLink {
  isAbsolute(link.isTemplate ? link.href.replace(/\{.*\}/, '') : link.href)
  assert.ok(link.type !== '', `a type at ${link.href}`)
  return link
}

/** Thorium's parser is slow: one page of each list shows it enough. */
function isFirst(links: readonly ReadLink[]): boolean {
  return !links.find(({ rel }) => rel === 'self')!.href.includes('?')
}

/** What Thorium makes of it. */
function thorium1(body: string, { title, entries, total }: Pick<ReadCatalogue, 'title' | 'entries' | 'total'>): void {
  const dom = new DOMParser().parseFromString(body, 'text/xml')
  const feed = XML.deserialize<OPDS>(dom as never, OPDS)
  assert.equal(feed.Title, title)
  assert.equal(feed.Entries?.length ?? 0, entries.length)
  if (total !== null) assert.equal(Number(feed.OpensearchTotalResults), total)
  const turned = convertOpds1ToOpds2(feed)
  assert.equal((turned.Publications?.length ?? 0) + (turned.Navigation?.length ?? 0), entries.length)
}

interface Json2 {
  metadata: { title: string; numberOfItems?: number; currentPage?: number; modified: string }
  links: JsonLink[]
  navigation?: JsonLink[]
  publications?: Array<{
    metadata: { title: string; identifier: string; '@type': string; published: string; modified: string }
    links: JsonLink[]
    images: JsonLink[]
  }>
  facets?: Array<{ metadata: { title: string }; links: JsonLink[] }>
}

interface JsonLink {
  rel?: string
  href: string
  type: string
  title?: string
  templated?: boolean
  properties?: { numberOfItems?: number; authenticate?: { href: string } }
}

function readOpds2(body: string): ReadCatalogue {
  assert.ok(body.isWellFormed())
  const page = JSON.parse(body) as Json2
  const feed = TaJsonDeserialize<OPDSFeed>(JSON.parse(body), OPDSFeed)
  assert.equal(feed.Metadata.Title, page.metadata.title)
  assert.equal(feed.Publications?.length ?? 0, page.publications?.length ?? 0)
  assert.equal(feed.Navigation?.length ?? 0, page.navigation?.length ?? 0)
  isRfc3339(page.metadata.modified)
  assert.equal(page.links.filter(({ rel }) => rel === 'self').length, 1)
  assert.ok(page.navigation ?? page.publications)
  const navigation = (page.navigation ?? []).map((link) => {
    assert.ok(link.title)
    return { id: link.href, title: link.title, links: [fromJson(link)] }
  })
  const publications = (page.publications ?? []).map(({ metadata, links, images }) => {
    assert.equal(metadata['@type'], 'http://schema.org/Book')
    isRfc3339(metadata.published)
    isRfc3339(metadata.modified)
    const all = [
      ...links.map(fromJson),
      ...images.map((image) => fromJson({ rel: 'image', ...image })),
      ...linksIn(metadata),
    ]
    assert.ok(all.some(({ rel }) => ACQUISITION.test(rel)))
    return { id: metadata.identifier, title: metadata.title, links: all }
  })
  const facets = (page.facets ?? []).flatMap(({ metadata, links }) =>
    links.map((link) => ({ ...fromJson(link), facet: { group: metadata.title, isActive: link.rel === 'self' } })),
  )
  return {
    title: page.metadata.title,
    total: page.metadata.numberOfItems ?? null,
    links: page.links.map(fromJson),
    entries: [...navigation, ...publications],
    facets,
  }
}

/** Of creators, subjects and series. */
function linksIn(part: unknown): ReadLink[] {
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([name, value]) =>
    name === 'links' && Array.isArray(value) ? value.map((link) => fromJson(link as JsonLink)) : linksIn(value),
  )
}

function fromJson({ rel = '', href, type, title = '', templated = false, properties }: JsonLink): ReadLink {
  return checked({
    rel,
    href,
    type,
    title,
    count: properties?.numberOfItems ?? null,
    isTemplate: templated,
    facet: null,
  })
}
