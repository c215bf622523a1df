// EPUB 3.3, sent while it is made: the pages first, then the pictures, last what can only be known then.
import type { Book, BookTexts } from '../book.ts'
import { drawCover } from '../cover/draw-cover.ts'
import type { BookPictures } from '../pictures.ts'
import { deflate, deflateAll } from '../zip/deflate.ts'
import { inPieces } from '../zip/in-pieces.ts'
import { ZipFile } from '../zip/zip-file.ts'
import type { PackedChapter } from './kept-chapters.ts'
import { navigationPage } from './navigation.ts'
import { ncx } from './ncx.ts'
import { outlineOf, type OutlinePage } from './outline.ts'
import { packChapters } from './pack-chapters.ts'
import { packageDocument } from './package-document.ts'
import { afterwordPage, bundleTitlePage, coverPage, type Look, titlePage } from './pages.ts'
import type { PictureFile } from './picture-files.ts'
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

async function* entriesOf(book: Book, texts: BookTexts, pictures: BookPictures, look: Look): AsyncGenerator<Bytes[]> {
  const zip = new ZipFile(book.modifiedAt)
  const outline = outlineOf(book)
  const add = async (name: string, text: string) => zip.deflated(name, await deflate(text))
  yield zip.stored('mimetype', Buffer.from('application/epub+zip'))
  yield await add('META-INF/container.xml', CONTAINER)
  yield await add(`${FOLDER}/style.css`, STYLE)
  if (look.vertical) yield await add(`${FOLDER}/vertical.css`, VERTICAL_STYLE)
  yield await add(`${FOLDER}/cover.svg`, drawCover(book))
  const lists = deflateAll([navigationPage(book, outline, look), ncx(book, outline)])
  // Waited for at the end; until then it must not count as unhandled.
  lists.catch(() => {})
  const chapters = packChapters(book, outline, { texts, pictures, look })
  const used = new Map<string, PictureFile>()
  let [hasAllWords, hasReadings] = [true, false]
  try {
    for (const page of outline) {
      if (page.kind === 'contents') continue
      if (page.kind !== 'chapter') {
        yield await add(`${FOLDER}/${page.file}`, plainPage(book, page, look))
        continue
      }
      const packed = (await chapters.next()).value as PackedChapter
      yield zip.deflated(`${FOLDER}/${page.file}`, packed.page)
      for (const picture of packed.pictures) used.set(picture.file, picture)
      hasAllWords &&= packed.hasAllWords
      hasReadings ||= packed.hasReadings
    }
  } finally {
    await chapters.return(undefined)
  }
  for (const { path, file } of used.values()) {
    const bytes = await pictures.read(path)
    if (bytes) yield zip.stored(`${FOLDER}/${file}`, bytes)
    else used.delete(file)
  }
  const contents = { pictures: [...used.values()], hasAllWords, hasReadings }
  const [nav, list] = await lists
  yield [...zip.deflated(`${FOLDER}/nav.xhtml`, nav!), ...zip.deflated(`${FOLDER}/toc.ncx`, list!)]
  yield await add(`${FOLDER}/package.opf`, packageDocument(book, outline, contents, look))
  yield zip.end()
}

function plainPage(book: Book, { kind, part }: OutlinePage, look: Look): string {
  if (kind === 'cover') return coverPage(book, look)
  if (part === null) return bundleTitlePage(book, look)
  return kind === 'afterword' ? afterwordPage(book, part, look) : titlePage(book, part, look)
}
