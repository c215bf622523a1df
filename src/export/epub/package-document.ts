// The package document: what the book is, which files it has, in what order they are read. EPUB 3.3, with what Calibre
// and programs for EPUB 2 look for beside it.
import { htmlToText } from '../../text/html-to-text.ts'
import { directionOf } from '../../text/direction.ts'
import type { Book } from '../book.ts'
import { type Content, markup, printable } from '../markup.ts'
import type { OutlinePage } from './outline.ts'
import type { Look } from './pages.ts'
import type { PictureFile } from './picture-files.ts'

/** What the texts turned out to hold. */
export interface Contents {
  pictures: readonly PictureFile[]
  /** Every picture has words that stand for it. */
  hasAllWords: boolean
  hasReadings: boolean
}

export function packageDocument(book: Book, outline: readonly OutlinePage[], contents: Contents, look: Look): string {
  const direction = directionOf(book.language)
  const turns = look.vertical || direction === 'rtl' ? 'rtl' : 'ltr'
  return markup`<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="${book.language}" dir="${direction}" prefix="schema: http://schema.org/">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
${about(book)}
${series(book)}
${accessibility(book, contents)}
<meta name="cover" content="cover-image"/>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="style" href="style.css" media-type="text/css"/>
${look.vertical && markup`<item id="vertical" href="vertical.css" media-type="text/css"/>\n`}<item id="cover-image" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>
${outline.filter(({ kind }) => kind !== 'contents').map(({ file }) => markup`<item id="${idOf(file)}" href="${file}" media-type="application/xhtml+xml"/>\n`)}${contents.pictures.map(({ file, mime }, index) => markup`<item id="picture-${index + 1}" href="${file}" media-type="${mime}"/>\n`)}</manifest>
<spine toc="ncx" page-progression-direction="${turns}">
${outline.map(({ file }) => markup`<itemref idref="${idOf(file)}"/>\n`)}</spine>
</package>
`.text
}

function idOf(file: string): string {
  return file.replace('.xhtml', '')
}

function about(book: Book): Content {
  const { creators, labels } = book
  const names = creators.length > 0 ? creators.map((creator) => creator.name) : [labels.anonymous]
  const description = descriptionOf(book)
  return markup`<dc:identifier id="id">${book.identifier}</dc:identifier>
<dc:title>${book.title}</dc:title>
<dc:language>${book.language}</dc:language>
${names.map(
  (name, index) => markup`<dc:creator id="creator-${index + 1}">${name}</dc:creator>
<meta refines="#creator-${index + 1}" property="role" scheme="marc:relators">aut</meta>
<meta refines="#creator-${index + 1}" property="display-seq">${index + 1}</meta>\n`,
)}<dc:publisher>${book.publisher}</dc:publisher>
<dc:source>${book.source}</dc:source>
${book.publishedAt !== null && markup`<dc:date>${stampOf(book.publishedAt)}</dc:date>\n`}<meta property="dcterms:modified">${stampOf(book.modifiedAt)}</meta>
${book.subjects.map((subject) => markup`<dc:subject>${subject}</dc:subject>\n`)}${description !== '' && markup`<dc:description>${description}</dc:description>`}`
}

/** XML's white space at the ends is none; nothing but that is nothing. */
function descriptionOf({ parts }: Book): string {
  return parts.length === 1 ? printable(htmlToText(parts[0]!.summaryHtml)).trim() : ''
}

function series({ series }: Book): Content {
  const [first] = series
  return markup`${series.map(
    (
      { title, source, position },
      index,
    ) => markup`<meta property="belongs-to-collection" id="series-${index + 1}">${title}</meta>
<meta refines="#series-${index + 1}" property="collection-type">series</meta>
<meta refines="#series-${index + 1}" property="group-position">${position}</meta>
<meta refines="#series-${index + 1}" property="dcterms:identifier">${source}</meta>\n`,
  )}${
    first !== undefined &&
    markup`<meta name="calibre:series" content="${first.title}"/>
<meta name="calibre:series_index" content="${first.position}"/>`
  }`
}

/** Only what is true of every such book. That of authors' own words nobody can promise here. */
function accessibility({ labels }: Book, { pictures, hasAllWords, hasReadings }: Contents): Content {
  const hasPictures = pictures.length > 0
  const features = [
    'tableOfContents',
    'readingOrder',
    'structuralNavigation',
    'displayTransformability',
    ...(hasAllWords ? ['alternativeText'] : []),
    ...(hasReadings ? ['rubyAnnotations'] : []),
  ]
  const mayFlash = pictures.some(({ mime }) => mime === 'image/gif' || mime === 'image/webp' || mime === 'image/png')
  const schema = (property: string, value: string) => markup`<meta property="schema:${property}">${value}</meta>\n`
  return markup`${schema('accessMode', 'textual')}${hasPictures && schema('accessMode', 'visual')}${schema('accessModeSufficient', hasAllWords ? 'textual' : 'textual,visual')}${features.map((feature) => schema('accessibilityFeature', feature))}${schema('accessibilityHazard', mayFlash ? 'unknown' : 'none')}${schema('accessibilitySummary', labels.accessibility)}`
}

const FIRST = -62_135_596_800_000
const LAST = 253_402_300_799_000

/** As `2026-01-15T12:00:00Z`; imported dates may lie beyond four digits. */
export function stampOf(time: number): string {
  return `${new Date(Math.min(Math.max(time, FIRST), LAST)).toISOString().slice(0, 19)}Z`
}
