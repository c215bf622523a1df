// RSS 2.0, with the elements of Dublin Core, content and Atom that readers look for.
import { mailDate } from '../dates.ts'
import { type Xml, xml } from '../xml.ts'
import { type Feed, FEED_TYPES, type FeedEntry } from './feed.ts'

const NAMES =
  'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'

export function writeRss(feed: Feed): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" ${NAMES}>
${
  xml`<channel>
<title>${feed.title}</title>
<link>${feed.page}</link>
<description>${feed.subtitle || feed.title}</description>
<language>${feed.language}</language>
<generator>Fanfold</generator>
<atom:link rel="self" type="${FEED_TYPES.rss}" href="${feed.addresses.rss}"/>
${feed.entries.length > 0 && xml`<lastBuildDate>${mailDate(feed.updatedAt)}</lastBuildDate>\n`}${feed.entries.map((entry) => item(entry, feed.comesBack))}</channel>`
    .text
}
</rss>
`
}

function item(entry: FeedEntry, comesBack: boolean): Xml {
  return xml`<item>
<title>${entry.longTitle}</title>
<link>${entry.page}</link>
<guid isPermaLink="false">${comesBack ? `${entry.id}#${entry.updatedAt}` : entry.id}</guid>
<pubDate>${mailDate(comesBack ? entry.updatedAt : entry.publishedAt)}</pubDate>
${entry.authors.map(({ name }) => xml`<dc:creator>${name}</dc:creator>\n`)}<dc:language>${entry.language}</dc:language>
${entry.tags.map(({ name, scheme }) => xml`<category domain="${scheme}">${name}</category>\n`)}${entry.summaryHtml !== null && xml`<description>${entry.summaryHtml}</description>\n`}${entry.textHtml !== null && xml`<content:encoded>${entry.textHtml}</content:encoded>\n`}</item>
`
}
