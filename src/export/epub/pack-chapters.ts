// The pages of chapters, packed several at a time in a thread while the next are written.
import { createHash } from 'node:crypto'
import type { Book, BookText, BookTexts } from '../book.ts'
import { inBatches } from '../in-batches.ts'
import type { BookPictures } from '../pictures.ts'
import { ahead } from '../zip/ahead.ts'
import { deflateAll } from '../zip/deflate.ts'
import { keepChapter, keptChapter, type PackedChapter } from './kept-chapters.ts'
import type { OutlinePage } from './outline.ts'
import { chapterPage, type Look } from './pages.ts'
import { picturesOfText } from './picture-files.ts'

/** Packed together: about 64 KB. */
const AT_ONCE = { words: 10_000, chapters: 50 }

export interface Making {
  texts: BookTexts
  pictures: BookPictures
  look: Look
}

interface Chapter {
  page: OutlinePage
  key: string
  kept: PackedChapter | undefined
}

/** In order. Those that were packed before are not even read. */
export async function* packChapters(
  book: Book,
  outline: readonly OutlinePage[],
  making: Making,
): AsyncGenerator<PackedChapter> {
  const shared = keyOfBook(book, making.look)
  const chapters = outline.flatMap((page) => (page.kind === 'chapter' ? [chapterOf(page, shared)] : []))
  const kept = new Set(chapters.flatMap(({ page, kept }) => (kept ? [page.chapter!.id] : [])))
  const texts = making.texts((chapterId) => !kept.has(chapterId))[Symbol.asyncIterator]()
  const begin = async (group: readonly Chapter[]) => {
    const read = new Map<Chapter, BookText>()
    for (const chapter of group) if (!chapter.kept) read.set(chapter, (await texts.next()).value as BookText)
    return () => pack(book, group, read, making)
  }
  try {
    for await (const packed of ahead(
      inBatches(chapters, ({ page }) => page.chapter!.wordCount, AT_ONCE),
      begin,
    ))
      yield* packed
  } finally {
    await texts.return?.()
  }
}

function chapterOf(page: OutlinePage, shared: string): Chapter {
  const key = keyOf(shared, page)
  return { page, key, kept: keptChapter(key) }
}

/** What all chapters of a book share. */
function keyOfBook({ labels, source }: Book, { vertical }: Look): string {
  const shared = JSON.stringify([new URL(source).origin, labels, vertical])
  return createHash('sha256').update(shared).digest('base64url')
}

/** Everything that the page of a chapter is made of. */
function keyOf(shared: string, { part, chapter, title }: OutlinePage): string {
  return JSON.stringify([shared, chapter, title, part!.language])
}

/** `texts` are those of the chapters that are not kept. */
async function pack(
  book: Book,
  chapters: readonly Chapter[],
  texts: ReadonlyMap<Chapter, BookText>,
  making: Making,
): Promise<PackedChapter[]> {
  if (texts.size === 0) return chapters.map(({ kept }) => kept!)
  const written = await Promise.all([...texts].map(([{ page }, text]) => write(book, page, text, making)))
  const packed = new Map<Chapter, PackedChapter>()
  const pages = await deflateAll(written.map(({ xhtml }) => xhtml))
  for (const [index, [chapter, text]] of [...texts].entries()) {
    const { xhtml: _, ...facts } = written[index]!
    const one = { ...facts, page: pages[index]! }
    packed.set(chapter, one)
    // One whose pictures could not be had yet may have them the next time.
    if (!text.html.includes('<img ')) keepChapter(chapter.key, one)
  }
  return chapters.map((chapter) => chapter.kept ?? packed.get(chapter)!)
}

async function write(book: Book, page: OutlinePage, text: BookText, { pictures, look }: Making) {
  const { files, hasAllWords } = await picturesOfText(text.html, pictures)
  const xhtml = chapterPage(book, page, text, (path) => files.get(path)?.file ?? null, look)
  return { xhtml, pictures: [...files.values()], hasAllWords, hasReadings: text.html.includes('<rt>') }
}
