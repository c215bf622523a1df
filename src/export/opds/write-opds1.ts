// OPDS Catalog 1.2, https://specs.opds.io/opds-1.2.
import { isoDate } from '../dates.ts'
import { type Xml, xml } from '../xml.ts'
import { AUTHENTICATION_TYPE } from './authentication.ts'
import type { Catalogue, CatalogueKind, FacetGroup, NavigationEntry, Publication } from './catalogue.ts'

export const OPDS1_TYPES: Readonly<Record<CatalogueKind, string>> = {
  navigation: 'application/atom+xml;profile=opds-catalog;kind=navigation',
  acquisition: 'application/atom+xml;profile=opds-catalog;kind=acquisition',
}

export const ACQUISITION = 'http://opds-spec.org/acquisition'

const NAMES = [
  'xmlns="http://www.w3.org/2005/Atom"',
  'xmlns:dcterms="http://purl.org/dc/terms/"',
  'xmlns:opds="http://opds-spec.org/2010/catalog"',
  'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"',
  'xmlns:thr="http://purl.org/syndication/thread/1.0"',
  'xmlns:schema="http://schema.org/"',
].join(' ')

export function writeOpds1(page: Catalogue): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed ${NAMES} ${
    xml`xml:lang="${page.language}">
<id>${page.id}</id>
<title>${page.title}</title>
<updated>${isoDate(page.updatedAt)}</updated>
<author><name>${page.publisher.name}</name><uri>${page.publisher.page}</uri></author>
${links(page)}${page.paging && counts(page.paging)}${page.facets.map(facets)}${page.navigation.map(navigationEntry)}${page.publications.map((one) => publicationEntry(one, page))}</feed>
`.text
  }`
}

interface Link {
  rel: string
  type: string
  href: string
}

function link({ rel, type, href }: Link): Xml {
  return xml`<link rel="${rel}" type="${type}" href="${href}"/>\n`
}

function links(page: Catalogue): Xml {
  const { kind, paging } = page
  const type = OPDS1_TYPES[kind]
  const pages = paging
    ? [
        { rel: 'first', href: paging.first },
        { rel: 'previous', href: paging.previous },
        { rel: 'next', href: paging.next },
        { rel: 'last', href: paging.last },
      ]
    : []
  return xml`${link({ rel: 'self', type, href: page.self })}${link({ rel: 'start', type: OPDS1_TYPES.navigation, href: page.start })}${page.up !== null && link({ rel: 'up', type: OPDS1_TYPES.navigation, href: page.up })}${link({ rel: 'search', type: 'application/opensearchdescription+xml', href: page.search.description })}${link({ rel: 'http://opds-spec.org/shelf', type: OPDS1_TYPES.navigation, href: page.shelf })}${link({ rel: 'http://opds-spec.org/auth/document', type: AUTHENTICATION_TYPE, href: page.authentication })}${link({ rel: 'alternate', type: 'text/html', href: page.page })}${pages.map(({ rel, href }) => href !== null && link({ rel, type, href }))}`
}

function counts({ total, page, perPage }: NonNullable<Catalogue['paging']>): Xml {
  return xml`<opensearch:totalResults>${total}</opensearch:totalResults>
<opensearch:itemsPerPage>${perPage}</opensearch:itemsPerPage>
<opensearch:startIndex>${(page - 1) * perPage + 1}</opensearch:startIndex>
`
}

function facets({ title: group, links }: FacetGroup): Xml {
  return xml`${links.map(
    ({ title, href, count, isActive }) =>
      xml`<link rel="http://opds-spec.org/facet" type="${OPDS1_TYPES.acquisition}" href="${href}" title="${title}" opds:facetGroup="${group}"${isActive && xml` opds:activeFacet="true"`} thr:count="${count}"/>\n`,
  )}`
}

function navigationEntry({ id, title, hint, updatedAt, href, kind, rel, count }: NavigationEntry): Xml {
  return xml`<entry>
<id>${id}</id>
<title>${title}</title>
<updated>${isoDate(updatedAt)}</updated>
<content type="text">${hint || title}</content>
<link rel="${rel}" type="${OPDS1_TYPES[kind]}" href="${href}"${count !== null && xml` thr:count="${count}"`}/>
</entry>
`
}

function publicationEntry(one: Publication, { publisher }: Catalogue): Xml {
  const creators =
    one.creators.length > 0 ? one.creators : [{ name: publisher.name, page: publisher.page, works: null }]
  const related = [
    ...one.creators.map(({ name, works }) => ({ title: name, href: works })),
    ...one.series.map(({ title, works }) => ({ title, href: works })),
  ]
  return xml`<entry xml:lang="${one.language}">
<id>${one.id}</id>
<title>${one.title}</title>
<published>${isoDate(one.publishedAt)}</published>
<updated>${isoDate(one.updatedAt)}</updated>
${creators.map(({ name, page }) => xml`<author><name>${name}</name><uri>${page}</uri></author>\n`)}<dcterms:identifier>${one.id}</dcterms:identifier>
<dcterms:language>${one.language}</dcterms:language>
<dcterms:publisher>${publisher.name}</dcterms:publisher>
<dcterms:issued>${isoDate(one.publishedAt).slice(0, 10)}</dcterms:issued>
<dcterms:extent>${one.extent}</dcterms:extent>
${one.subjects.map(({ name, term, scheme }) => xml`<category term="${term}" scheme="${scheme}" label="${name}"/>\n`)}${one.series.map(({ title, position, page }) => xml`<schema:Series schema:name="${title}" schema:position="${position}" schema:url="${page}"/>\n`)}${one.summary !== '' && xml`<summary type="text">${one.summary}</summary>\n`}<content type="html">${one.contentHtml}</content>
${link({ rel: 'alternate', type: 'text/html', href: one.page })}${one.acquisitions.map(({ href, type, isBook }) => link({ rel: isBook ? `${ACQUISITION}/open-access` : ACQUISITION, type, href }))}${one.images.map(({ href, type }) => xml`${link({ rel: 'http://opds-spec.org/image', type, href })}${link({ rel: 'http://opds-spec.org/image/thumbnail', type, href })}`)}${related.map(({ title, href }) => xml`<link rel="related" type="${OPDS1_TYPES.acquisition}" href="${href}" title="${title}"/>\n`)}</entry>
`
}
