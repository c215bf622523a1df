// Which files a book has, in the order of reading. Names hold on to what they are of, so that a reader's place
// survives a new edition.
import type { Book, BookChapter, BookPart } from '../book.ts'

export type PageKind = 'cover' | 'title' | 'contents' | 'part' | 'chapter' | 'afterword'

export interface OutlinePage {
  kind: PageKind
  file: string
  /** In the list of contents. */
  title: string
  /** Of the title. */
  language: string
  part: BookPart | null
  chapter: BookChapter | null
}

export function outlineOf(book: Book): OutlinePage[] {
  const { labels, parts } = book
  const page = (kind: PageKind, file: string, title: string): OutlinePage => ({
    kind,
    file,
    title,
    language: labels.language,
    part: null,
    chapter: null,
  })
  const isBundle = parts.length !== 1
  const pages = parts.flatMap((part, index) => pagesOf(book, part, isBundle ? `-${index + 1}` : ''))
  const hasContents = pages.filter(({ kind }) => kind === 'chapter').length > 1
  const contents = hasContents ? [page('contents', 'nav.xhtml', labels.contents)] : []
  const title = isBundle ? page('title', 'title.xhtml', labels.titlePage) : pages.shift()!
  return [page('cover', 'cover.xhtml', labels.cover), title, ...contents, ...pages]
}

function pagesOf({ labels, parts }: Book, part: BookPart, suffix: string): OutlinePage[] {
  const isAlone = parts.length === 1
  const page = { part, chapter: null, language: labels.language }
  const first: OutlinePage = isAlone
    ? { ...page, kind: 'title', file: 'title.xhtml', title: labels.titlePage }
    : { ...page, kind: 'part', file: `work${suffix}.xhtml`, title: part.title, language: part.language }
  const chapters = part.chapters.map((chapter): OutlinePage => {
    const language = chapter.isUntitled ? labels.language : chapter.language
    return { part, chapter, language, kind: 'chapter', file: `chapter-${chapter.id}.xhtml`, title: chapter.title }
  })
  const last: OutlinePage = { ...page, kind: 'afterword', file: `after${suffix}.xhtml`, title: labels.afterword }
  return [first, ...chapters, ...(hasAfterword(part) ? [last] : [])]
}

function hasAfterword({ endNotesHtml, facts }: BookPart): boolean {
  return endNotesHtml !== '' || facts.some((fact) => fact.isSpoiler)
}
