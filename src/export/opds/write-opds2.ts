// OPDS 2.0, https://drafts.opds.io/opds-2.0, on the Readium Web Publication Manifest.
import { asJson } from '../as-json.ts'
import { AUTHENTICATION_TYPE } from './authentication.ts'
import { isoDate } from '../dates.ts'
import type { Catalogue, FacetGroup, NavigationEntry, Publication } from './catalogue.ts'
import { ACQUISITION } from './write-opds1.ts'

export const OPDS2_TYPE = 'application/opds+json'

export function writeOpds2(page: Catalogue): string {
  const { paging, navigation, publications } = page
  return asJson({
    metadata: {
      title: page.title,
      identifier: page.id,
      modified: isoDate(page.updatedAt),
      ...(paging && { numberOfItems: paging.total, itemsPerPage: paging.perPage, currentPage: paging.page }),
    },
    links: links(page),
    ...(page.kind === 'navigation' && { navigation: navigation.map((one) => navigationLink(one, page)) }),
    ...(page.kind === 'acquisition' && { publications: publications.map((one) => publication(one, page)) }),
    ...(page.facets.length > 0 && { facets: page.facets.map(facet) }),
  })
}

function links(page: Catalogue) {
  const { paging } = page
  const catalogue = (rel: string, href: string | null) => (href === null ? [] : [{ rel, href, type: OPDS2_TYPE }])
  const template = page.search.template.replace('?query={query}', '{?query}')
  return [
    ...catalogue('self', page.self),
    ...catalogue('start', page.start),
    ...catalogue('up', page.up),
    { rel: 'search', href: template, type: OPDS2_TYPE, templated: true },
    ...catalogue('http://opds-spec.org/shelf', page.shelf),
    { rel: 'http://opds-spec.org/auth/document', href: page.authentication, type: AUTHENTICATION_TYPE },
    { rel: 'alternate', href: page.page, type: 'text/html' },
    ...(paging
      ? [
          ...catalogue('first', paging.first),
          ...catalogue('previous', paging.previous),
          ...catalogue('next', paging.next),
          ...catalogue('last', paging.last),
        ]
      : []),
  ]
}

function navigationLink({ title, href, rel, count, asksWho }: NavigationEntry, page: Catalogue) {
  const properties = {
    ...(count !== null && { numberOfItems: count }),
    ...(asksWho && { authenticate: { href: page.authentication, type: AUTHENTICATION_TYPE } }),
  }
  return { title, href, rel, type: OPDS2_TYPE, ...(Object.keys(properties).length > 0 && { properties }) }
}

function facet({ title, links }: FacetGroup) {
  return {
    metadata: { title },
    links: links.map((link) => ({
      title: link.title,
      href: link.href,
      type: OPDS2_TYPE,
      ...(link.isActive && { rel: 'self' }),
      properties: { numberOfItems: link.count },
    })),
  }
}

function publication(one: Publication, { publisher }: Catalogue) {
  const to = (href: string) => [{ href, type: OPDS2_TYPE }]
  return {
    metadata: {
      '@type': 'http://schema.org/Book',
      identifier: one.id,
      title: one.title,
      language: one.language,
      author: one.creators.map(({ name, page, works }) => ({ name, identifier: page, links: to(works) })),
      publisher: { name: publisher.name, links: [{ href: publisher.page, type: 'text/html' }] },
      published: isoDate(one.publishedAt),
      modified: isoDate(one.updatedAt),
      // Programs show nothing else of a work.
      description: [one.facts, one.summary].filter((part) => part !== '').join('\n\n'),
      subject: one.subjects.map(({ name, term, scheme, works }) => ({ name, code: term, scheme, links: to(works) })),
      ...(one.series.length > 0 && {
        belongsTo: {
          series: one.series.map(({ title, position, works }) => ({ name: title, position, links: to(works) })),
        },
      }),
    },
    links: [
      { rel: 'alternate', href: one.page, type: 'text/html' },
      ...one.acquisitions.map(({ href, type, isBook }) => ({
        rel: isBook ? `${ACQUISITION}/open-access` : ACQUISITION,
        href,
        type,
      })),
    ],
    images: one.images,
  }
}
