// A book as one HTML file that needs nothing from elsewhere.
import type { Book, BookChapter, BookPart, BookText, BookTexts } from '../book.ts'
import { withTexts } from '../in-order.ts'
import { languageOf, type Markup, markup, trusted } from '../markup.ts'
import type { BookPictures } from '../pictures.ts'
import { aboutWork, facts, notes } from '../sections.ts'
import { embedPictures, type Embedded } from './embed-pictures.ts'
import { STYLE } from './style.ts'

/** Nothing in it can run or load, wherever it is opened. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

export function makeHtml(book: Book, texts: BookTexts, pictures: BookPictures): AsyncGenerator<string> {
  const embedded: Embedded = {
    pictures,
    origin: new URL(book.source).origin,
    seen: new Set(),
    bytesLeft: MOST_PICTURES,
  }
  return withTexts(texts, async function* (next) {
    yield head(book)
    if (book.parts.length > 1) yield titleOf(book)
    for (const part of book.parts) yield* partOf(book, part, next, embedded)
    yield '</body>\n</html>\n'
  })
}

function titleOf(book: Book): string {
  return markup`<header class="title-page">
<h1>${book.title}</h1>
<p class="byline"${languageOf(book.labels.language)}>${book.byline}</p>
</header>
`.text
}

/** In bytes; pictures beyond them stay links. */
const MOST_PICTURES = 50_000_000

function head(book: Book): string {
  return markup`<!doctype html>
<html${languageOf(book.language)}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${book.title}</title>
<meta name="author" content="${book.creators.map((creator) => creator.name).join(', ')}">
<meta name="generator" content="${book.publisher}">
<link rel="canonical" href="${book.source}">
<style>${trusted(STYLE)}</style>
</head>
<body>
`.text
}

async function* partOf(
  book: Book,
  part: BookPart,
  next: () => Promise<BookText>,
  embedded: Embedded,
): AsyncGenerator<string> {
  const { labels } = book
  const said = { labelLanguage: labels.language, language: part.language }
  yield markup`<article>
<header class="title-page">
<h1${languageOf(part.language)}>${part.title}</h1>
<p class="byline"${languageOf(labels.language)}>${part.byline}</p>
${aboutWork(part, labels, (html) => html)}
</header>
${part.chapters.length > 1 && contents(book, part)}
${notes({ ...said, label: labels.notes, html: part.notesHtml })}
${part.chapters.length === 0 && markup`<p class="empty"${languageOf(labels.language)}>${labels.noChapters}</p>`}
`.text
  for (const chapter of part.chapters) {
    yield await chapterOf(book, chapter, await next(), embedded)
  }
  yield markup`${notes({ ...said, label: labels.endNotes, html: part.endNotesHtml })}
${facts(part.facts.filter((fact) => fact.isSpoiler))}
</article>
`.text
}

function contents({ labels }: Book, part: BookPart): Markup {
  return markup`<nav aria-label="${labels.contents}">
<h2${languageOf(labels.language)}>${labels.contents}</h2>
<ol>
${part.chapters.map((chapter) => markup`<li><a href="#chapter-${chapter.id}"${titleLanguage(chapter, labels.language)}>${chapter.title}</a></li>\n`)}</ol>
</nav>`
}

function titleLanguage(chapter: BookChapter, labelLanguage: string): Markup {
  return languageOf(chapter.isUntitled ? labelLanguage : chapter.language)
}

async function chapterOf({ labels }: Book, chapter: BookChapter, text: BookText, embedded: Embedded): Promise<string> {
  const said = { labelLanguage: labels.language, language: chapter.language }
  const html = await embedPictures(text.html, embedded)
  return markup`<section class="chapter" id="chapter-${chapter.id}">
<h2${titleLanguage(chapter, labels.language)}>${chapter.title}</h2>
${chapter.byline !== null && markup`<p class="byline">${chapter.byline}</p>`}
${notes({ ...said, label: labels.chapterNotes, html: text.notesHtml })}
<div class="text"${languageOf(chapter.language)}>${trusted(html)}</div>
${notes({ ...said, label: labels.chapterEndNotes, html: text.endNotesHtml })}
</section>
`.text
}
