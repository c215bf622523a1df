import { createHash } from 'node:crypto'
import { lastingIdentifier, readArchiveId } from '../site/archive-id.ts'
import type { Viewer } from '../people/viewer.ts'
import type { Db } from '../store/database.ts'
import { languageTag } from '../text/language-tag.ts'
import { findWorkPage, type WorkPage } from '../works/find-work-page.ts'
import type { FoundWork } from '../works/find-work.ts'
import { refuseUnlessGiven } from '../works/take-along.ts'
import type { ChapterLine } from '../works/list-chapters.ts'
import type { Book, BookChapter, BookCreator, BookPart, BookTexts } from './book.ts'
import { factsOf } from './book-facts.ts'
import { readTexts } from './book-texts.ts'
import { withLinks } from './links.ts'
import { printable } from './markup.ts'
import type { Press } from './press.ts'

export interface FoundBook {
  /** Ask `gateBefore` about it before anything of the book is shown. */
  work: FoundWork
  book: Book
  texts: BookTexts
}

/** Raise it when books of the same words are made in another way. */
const EDITION = 1

/**
 * One work as a book, with the chapters that the viewer may open. Refuses with not_found what they may not
 * know of, and with not_allowed what its authors do not give away.
 */
export async function findBook(db: Db, viewer: Viewer, workId: number, press: Press, now: number): Promise<FoundBook> {
  const [page, archiveId] = await Promise.all([findWorkPage(db, viewer, workId), readArchiveId(db, now)])
  const { work } = page
  refuseUnlessGiven(work)
  const part = partOf(page, press, archiveId)
  const tags = page.tags.filter((tag) => tag.spoiler === 0)
  const book = {
    identifier: part.identifier,
    source: part.source,
    title: part.title,
    byline: part.byline,
    language: part.language,
    creators: part.creators,
    publisher: press.name,
    publishedAt: work.postedAt,
    modifiedAt: modifiedAt(page),
    subjects: [...new Set(tags.map((tag) => tag.name))],
    colourOf: tags.find((tag) => tag.role === 'fandom')?.name ?? work.title,
    series: page.series.map(({ id, title, position }) => ({
      title,
      position,
      source: press.origin + press.addresses.series(id),
    })),
    labels: press.labels,
    parts: [part],
  }
  return {
    work,
    book: { ...book, version: versionOf(book) },
    texts: (isWanted) => readTexts(db, [page], press, isWanted),
  }
}

/** For books of several works as well: `page` is the work as its reader finds it. */
export function partOf(page: WorkPage, press: Press, archiveId: string): BookPart {
  const { work, chapters } = page
  const path = press.addresses.work(work.id)
  const tidy = (html: string) => withLinks(html, press, path)
  const source = press.origin + path
  return {
    identifier: lastingIdentifier(archiveId, `work ${work.id}`),
    source,
    title: shownTitle(work.title) || '…',
    byline: press.words.byline(work.creators.map((creator) => creator.name)),
    language: languageTag(work.language),
    creators: work.creators.map((creator) => creatorOf(creator, press)),
    summaryHtml: tidy(work.summaryHtml),
    facts: factsOf(page, press),
    notesHtml: tidy(work.notesHtml),
    endNotesHtml: tidy(work.endNotesHtml),
    origin: press.words.from(source),
    chapters: chapters.map((chapter, index) => chapterOf(work, chapter, index + 1, press)),
  }
}

function chapterOf(work: FoundWork, chapter: ChapterLine, number: number, press: Press): BookChapter {
  const { author } = chapter
  const title = shownTitle(chapter.title)
  return {
    id: chapter.id,
    title: title || press.words.chapter(number),
    isUntitled: title === '',
    language: languageTag(chapter.language ?? work.language),
    byline: author && press.words.byline([author.name]),
    creators: author ? [creatorOf(author, press)] : [],
    wordCount: chapter.wordCount,
    version: `${EDITION} ${chapter.updatedAt} ${chapter.wordCount} ${press.linksVersion}`,
    postedAt: chapter.postedAt,
  }
}

/** On one line, of signs that every format may hold. */
function shownTitle(title: string): string {
  return printable(title)
    .replace(/[\t\n\r\u2028\u2029]+/g, ' ')
    .trim()
}

function creatorOf({ name, slug }: { name: string; slug: string }, { origin, addresses }: Press): BookCreator {
  return { name, source: origin + addresses.author(slug) }
}

export function modifiedAt({ work, chapters }: WorkPage): number {
  return chapters.reduce(
    (latest, chapter) => Math.max(latest, chapter.updatedAt),
    Math.max(work.updatedAt, work.changedAt),
  )
}

export function versionOf(book: Omit<Book, 'version'>): string {
  return createHash('sha256')
    .update(JSON.stringify([EDITION, book]))
    .digest('base64url')
    .slice(0, 27)
}
