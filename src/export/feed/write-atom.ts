// Atom 1.0, RFC 4287.
import { isoDate } from '../dates.ts'
import { type Xml, xml } from '../xml.ts'
import { type Feed, FEED_TYPES, type FeedEntry } from './feed.ts'

export function writeAtom(feed: Feed): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${
    xml`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.language}">
<id>${feed.id}</id>
<title>${feed.title}</title>
${feed.subtitle !== '' && xml`<subtitle>${feed.subtitle}</subtitle>\n`}<updated>${isoDate(feed.updatedAt)}</updated>
<link rel="self" type="${FEED_TYPES.atom}" href="${feed.addresses.atom}"/>
<link rel="alternate" type="text/html" href="${feed.page}"/>
<icon>${feed.icon}</icon>
<generator>Fanfold</generator>
${feed.entries.map(entry)}</feed>
`.text
  }`
}

/** RFC 4287 wants somebody's name on every entry. */
const NOBODY = { name: '—', page: null }

function entry(one: FeedEntry): Xml {
  const authors = one.authors.length > 0 ? one.authors : [NOBODY]
  return xml`<entry xml:lang="${one.language}">
<id>${one.id}</id>
<title>${one.title}</title>
<link rel="alternate" type="text/html" href="${one.page}"/>
<published>${isoDate(one.publishedAt)}</published>
<updated>${isoDate(one.updatedAt)}</updated>
${authors.map(({ name, page }) => xml`<author><name>${name}</name>${page !== null && xml`<uri>${page}</uri>`}</author>\n`)}${one.tags.map(({ name, slug, scheme }) => xml`<category term="${slug}" scheme="${scheme}" label="${name}"/>\n`)}${one.summaryHtml !== null && xml`<summary type="html">${one.summaryHtml}</summary>\n`}${one.textHtml !== null && xml`<content type="html">${one.textHtml}</content>\n`}</entry>
`
}
