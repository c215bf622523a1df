import type { Book, BookChapter, BookPart, BookText } from '../book.ts'
import { COVER_HEIGHT, COVER_WIDTH } from '../cover/draw-cover.ts'
import { type Content, languageOf, type Markup, markup, trusted } from '../markup.ts'
import { aboutWork, facts, notes } from '../sections.ts'
import type { OutlinePage } from './outline.ts'
import { type Setting, toXhtml } from './xhtml.ts'

export interface Look {
  /** In columns from right to left. */
  vertical: boolean
}

interface PageOf {
  title: string
  language: string
  body: Content
}

export function page({ title, language, body }: PageOf, { vertical }: Look): string {
  return markup`<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"${languageOf(language)}>
<head>
<title>${title}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
${vertical && trusted('<link rel="stylesheet" type="text/css" href="vertical.css"/>\n')}</head>
${body}
</html>
`.text
}

const WITHOUT_PICTURES: Setting = { pictureAt: () => null, headingLevel: 1 }

/** Notes and summaries hold no pictures of their own. */
const brief = (cleanHtml: string) => toXhtml(cleanHtml, WITHOUT_PICTURES)

export function coverPage(book: Book, look: Look): string {
  const body = markup`<body class="cover" epub:type="cover">
<section><img src="cover.svg" alt="${book.labels.cover}: ${book.title}, ${book.byline}" width="${COVER_WIDTH}" height="${COVER_HEIGHT}"/></section>
</body>`
  return page({ title: book.title, language: book.language, body }, look)
}

/** Of a bundle: the works have their own. */
export function bundleTitlePage(book: Book, look: Look): string {
  const body = markup`<body epub:type="frontmatter">
<section epub:type="titlepage">
<h1 class="title">${book.title}</h1>
<p class="byline"${languageOf(book.labels.language)}>${book.byline}</p>
</section>
</body>`
  return page({ title: book.title, language: book.language, body }, look)
}

/** What the work page says of a work, and its notes. */
export function titlePage(book: Book, part: BookPart, look: Look): string {
  const { labels } = book
  const body = markup`<body epub:type="${book.parts.length === 1 ? 'frontmatter' : 'bodymatter'}">
<section epub:type="titlepage">
<h1 class="title">${part.title}</h1>
<p class="byline"${languageOf(labels.language)}>${part.byline}</p>
${aboutWork(part, labels, brief)}
${notes({ label: labels.notes, labelLanguage: labels.language, language: part.language, html: brief(part.notesHtml) })}
${part.chapters.length === 0 && markup`<p${languageOf(labels.language)}>${labels.noChapters}</p>`}
</section>
</body>`
  return page({ title: part.title, language: part.language, body }, look)
}

export function chapterPage(
  { labels }: Book,
  { chapter, title, language }: OutlinePage,
  text: BookText,
  pictureAt: Setting['pictureAt'],
  look: Look,
): string {
  const said = { labelLanguage: labels.language, language: chapter!.language }
  const body = markup`<body epub:type="bodymatter">
<section epub:type="chapter" role="doc-chapter" aria-labelledby="title">
<h1 id="title"${titleLanguage(language, chapter!)}>${title}</h1>
${chapter!.byline !== null && markup`<p class="byline"${languageOf(labels.language)}>${chapter!.byline}</p>`}
${notes({ ...said, label: labels.chapterNotes, html: brief(text.notesHtml) })}
<div class="text">${trusted(toXhtml(text.html, { pictureAt, headingLevel: 1 }))}</div>
${notes({ ...said, label: labels.chapterEndNotes, html: brief(text.endNotesHtml) })}
</section>
</body>`
  return page({ title, language: chapter!.language, body }, look)
}

function titleLanguage(language: string, chapter: BookChapter): Markup | false {
  return language !== chapter.language && languageOf(language)
}

export function afterwordPage({ labels }: Book, part: BookPart, look: Look): string {
  const said = { label: labels.endNotes, labelLanguage: labels.language, language: part.language }
  const body = markup`<body epub:type="backmatter">
<section epub:type="afterword" role="doc-afterword" aria-labelledby="title">
<h1 id="title"${languageOf(labels.language)}>${labels.afterword}</h1>
${notes({ ...said, html: brief(part.endNotesHtml) })}
${facts(part.facts.filter((fact) => fact.isSpoiler))}
</section>
</body>`
  return page({ title: labels.afterword, language: part.language, body }, look)
}
