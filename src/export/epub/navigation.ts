import type { Book } from '../book.ts'
import { type Content, languageOf, markup } from '../markup.ts'
import type { OutlinePage } from './outline.ts'
import { type Look, page } from './pages.ts'

interface Group {
  page: OutlinePage
  below: OutlinePage[]
}

/** Chapters of a bundle stand below their works. */
export function grouped(book: Book, outline: readonly OutlinePage[]): Group[] {
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
