// EPUB 3.3, sent while it is made: the pages first, then the pictures, last what can only be known then.
import { createHash } from 'node:crypto'
import type { Book, BookText, BookTexts } from '../book.ts'
import { drawCover } from '../cover/draw-cover.ts'
import type { BookPictures } from '../pictures.ts'
import { ahead } from '../zip/ahead.ts'
import { deflate } from '../zip/deflate.ts'
import { inPieces } from '../zip/in-pieces.ts'
import { ZipFile } from '../zip/zip-file.ts'
import { keepChapter, keptChapter, type PackedChapter } from './kept-chapters.ts'
import { navigationPage } from './navigation.ts'
import { ncx } from './ncx.ts'
import { outlineOf, type OutlinePage } from './outline.ts'
import { packageDocument } from './package-document.ts'
import { afterwordPage, bundleTitlePage, chapterPage, coverPage, type Look, titlePage } from './pages.ts'
import { type PictureFile, picturesOfText } from './picture-files.ts'
import { STYLE, VERTICAL_STYLE } from './style.ts'

type Bytes = Uint8Array<ArrayBuffer>

const FOLDER = 'EPUB'
const CONTAINER = `<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="${FOLDER}/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`

export function makeEpub(book: Book, texts: BookTexts, pictures: BookPictures, look: Look): AsyncGenerator<Bytes> {
  return inPieces(entriesOf(book, texts, pictures, look))
}

async function* entriesOf(book: Book, texts: BookTexts, pictures: BookPictures, look: Look): AsyncGenerator<Bytes> {
  const zip = new ZipFile(book.modifiedAt)
  const outline = outlineOf(book)
  const add = async (name: string, text: string) => zip.deflated(name, await deflate(text))
  yield* zip.stored('mimetype', Buffer.from('application/epub+zip'))
  yield* await add('META-INF/container.xml', CONTAINER)
  yield* await add(`${FOLDER}/style.css`, STYLE)
  if (look.vertical) yield* await add(`${FOLDER}/vertical.css`, VERTICAL_STYLE)
  yield* await add(`${FOLDER}/cover.svg`, drawCover(book))
  const chapters = packChapters(book, outline, { texts, pictures, look })
  const used = new Map<string, PictureFile>()
  let [hasAllWords, hasReadings] = [true, false]
  try {
    for (const page of outline) {
      if (page.kind === 'contents') continue
      if (page.kind !== 'chapter') {
        yield* await add(`${FOLDER}/${page.file}`, plainPage(book, page, look))
        continue
      }
      const packed = (await chapters.next()).value as PackedChapter
      yield* zip.deflated(`${FOLDER}/${page.file}`, packed.page)
      for (const picture of packed.pictures) used.set(picture.file, picture)
      hasAllWords &&= packed.hasAllWords
      hasReadings ||= packed.hasReadings
    }
  } finally {
    await chapters.return(undefined)
  }
  for (const { path, file } of used.values()) {
    const bytes = await pictures.read(path)
    if (bytes) yield* zip.stored(`${FOLDER}/${file}`, bytes)
    else used.delete(file)
  }
  const contents = { pictures: [...used.values()], hasAllWords, hasReadings }
  yield* await add(`${FOLDER}/nav.xhtml`, navigationPage(book, outline, look))
  yield* await add(`${FOLDER}/toc.ncx`, ncx(book, outline))
  yield* await add(`${FOLDER}/package.opf`, packageDocument(book, outline, contents, look))
  yield* zip.end()
}

function plainPage(book: Book, { kind, part }: OutlinePage, look: Look): string {
  if (kind === 'cover') return coverPage(book, look)
  if (part === null) return bundleTitlePage(book, look)
  return kind === 'afterword' ? afterwordPage(book, part, look) : titlePage(book, part, look)
}

interface Making {
  texts: BookTexts
  pictures: BookPictures
  look: Look
}

/** Some are packed while the next is written; those that were packed before are not even read. */
async function* packChapters(
  book: Book,
  outline: readonly OutlinePage[],
  making: Making,
): AsyncGenerator<PackedChapter> {
  const shared = keyOfBook(book, making.look)
  const pages = outline.filter(({ kind }) => kind === 'chapter').map((page) => ({ page, key: keyOf(shared, page) }))
  const kept = new Map(pages.map(({ page, key }) => [page.chapter!.id, keptChapter(key)]))
  const texts = making.texts((chapterId) => kept.get(chapterId) === undefined)[Symbol.asyncIterator]()
  const work = async ({ page, key }: (typeof pages)[number]) => {
    const found = kept.get(page.chapter!.id)
    if (found) return () => Promise.resolve(found)
    const { value } = await texts.next()
    return () => pack(book, page, { key, text: value as BookText, making })
  }
  try {
    yield* ahead(pages, work)
  } finally {
    await texts.return?.()
  }
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

interface Packing {
  key: string
  text: BookText
  making: Making
}

async function pack(book: Book, page: OutlinePage, { key, text, making }: Packing): Promise<PackedChapter> {
  const { files, hasAllWords } = await picturesOfText(text.html, making.pictures)
  const xhtml = chapterPage(book, page, text, (path) => files.get(path)?.file ?? null, making.look)
  const hasReadings = text.html.includes('<rt>')
  const packed = { page: await deflate(xhtml), pictures: [...files.values()], hasAllWords, hasReadings }
  // One whose pictures could not be had yet may have them the next time.
  if (!text.html.includes('<img ')) keepChapter(key, packed)
  return packed
}
