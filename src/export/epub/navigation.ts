// The list of contents, twice: as EPUB 3 has it, and for programs that know EPUB 2 only.
import type { Book } from '../book.ts'
import { type Content, languageOf, markup } from '../markup.ts'
import type { OutlinePage } from './outline.ts'
import { type Look, page } from './pages.ts'

interface Group {
  page: OutlinePage
  below: OutlinePage[]
}

/** Chapters of a bundle stand below their works. */
function grouped(book: Book, outline: readonly OutlinePage[]): Group[] {
  const groups: Group[] = []
  for (const page of outline.filter(({ kind }) => kind !== 'cover' && kind !== 'contents')) {
    const isBelow = book.parts.length > 1 && (page.kind === 'chapter' || page.kind === 'afterword')
    if (isBelow) groups.at(-1)!.below.push(page)
    else groups.push({ page, below: [] })
  }
  return groups
}

export function navigationPage(book: Book, outline: readonly OutlinePage[], look: Look): string {
  const { labels } = book
  const landmarks = outline.filter(
    ({ kind }, index) => kind !== 'part' && outline.findIndex((other) => other.kind === kind) === index,
  )
  const body = markup`<body epub:type="frontmatter">
<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="title">
<h1 id="title">${labels.contents}</h1>
<ol>
${grouped(book, outline).map(({ page, below }) => markup`<li>${link(page, labels.language)}${below.length > 0 && markup`\n<ol>\n${below.map((one) => markup`<li>${link(one, labels.language)}</li>\n`)}</ol>\n`}</li>\n`)}</ol>
</nav>
<nav epub:type="landmarks" aria-label="${labels.landmarks}" hidden="hidden">
<ol>
${landmarks.map(({ kind, file, title }) => markup`<li><a epub:type="${LANDMARKS[kind]}" href="${file}">${title}</a></li>\n`)}</ol>
</nav>
</body>`
  return page({ title: labels.contents, language: labels.language, body }, look)
}

const LANDMARKS = {
  cover: 'cover',
  title: 'titlepage',
  contents: 'toc',
  part: 'part',
  chapter: 'bodymatter',
  afterword: 'backmatter',
} as const

function link({ file, title, language }: OutlinePage, labelLanguage: string): Content {
  return markup`<a href="${file}"${language !== labelLanguage && languageOf(language)}>${title}</a>`
}

/** DAISY's NCX, as in EPUB 2. */
export function ncx(book: Book, outline: readonly OutlinePage[]): string {
  let order = 0
  const point = (page: OutlinePage, below: readonly OutlinePage[]): Content => {
    const number = ++order
    return markup`<navPoint id="p${number}" playOrder="${number}"><navLabel><text>${page.title}</text></navLabel><content src="${page.file}"/>${below.map((one) => point(one, []))}</navPoint>\n`
  }
  return markup`<?xml version="1.0" encoding="utf-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="${book.labels.language}">
<head>
<meta name="dtb:uid" content="${book.identifier}"/>
<meta name="dtb:depth" content="${book.parts.length > 1 ? 2 : 1}"/>
<meta name="dtb:totalPageCount" content="0"/>
<meta name="dtb:maxPageNumber" content="0"/>
</head>
<docTitle><text>${book.title}</text></docTitle>
<navMap>
${grouped(book, outline).map(({ page, below }) => point(page, below))}</navMap>
</ncx>
`.text
}
