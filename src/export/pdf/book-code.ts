// A book as one Typst document. The look is in book.typ; here is only what stands where.
import { paletteOf } from '../cover/palette.ts'
import type { Book, BookFact, BookPart, BookText } from '../book.ts'
import type { FaceSet } from './fonts/choose-faces.ts'
import { isWide, tongueArguments, tongueOf } from './language.ts'
import { pointsOf, SHEETS } from './layouts.ts'
import type { PdfOptions } from './pdf-options.ts'
import { textCode } from './text-code.ts'
import { array, block, type Code, call, literal, points, textOrNone } from './typst-code.ts'

export interface BookParts {
  book: Book
  texts: readonly BookText[]
  options: PdfOptions
  faces: FaceSet
  pictureAt: (address: string) => string | null
  /** Sentences about this copy that its reader must know. */
  remarks: readonly string[]
}

/** What book.typ needs before itself, and what comes after it. */
export function bookCode(parts: BookParts): { before: Code; after: Code } {
  const { book } = parts
  const isBundle = book.parts.length > 1
  const byChapter = new Map(parts.texts.map((text) => [text.chapterId, text]))
  const chapterCount = book.parts.reduce((count, part) => count + part.chapters.length, 0)
  const body = [
    coverCode(parts),
    ...(isBundle ? [] : [titlePage(parts, book.parts[0]!, 0)]),
    ...(chapterCount > 1 || isBundle ? [call('contents', literal(book.labels.contents), isBundle ? '2' : '1')] : []),
    ...book.parts.flatMap((part) => partCode(parts, part, byChapter, isBundle)),
  ]
  const before = `#let sheet = ${sheetOf(parts)}\n#let face = ${faceOf(parts.faces)}\n#let who = ${whoOf(book)}\n`
  return { before, after: `#${call('book', block(body))}\n` }
}

function sheetOf({ options, texts, book, faces }: BookParts): Code {
  const sheet = SHEETS[options.layout]
  const isDeep = isWide(book.language) || texts.some((text) => text.html.includes('<ruby'))
  return dictionary({
    width: points(sheet.width),
    height: points(sheet.height),
    margin: sheet.margin,
    mirrored: String(sheet.isMirrored),
    size: points(pointsOf(options)),
    leading: isDeep ? '0.95' : faces.isTall ? '0.9' : '0.68',
    justify: String(options.face !== 'opendyslexic'),
  })
}

function faceOf({ families, wide, code }: FaceSet): Code {
  return dictionary({ fonts: array(families), wide: String(wide), code: array(code) })
}

function whoOf(book: Book): Code {
  const { lang, region, dir } = tongueOf(book.language)
  const date = book.publishedAt === null ? null : new Date(book.modifiedAt)
  return dictionary({
    title: literal(book.title.trim() || book.publisher),
    creators: array(book.creators.map((creator) => literal(creator.name))),
    keywords: array(book.subjects.map(literal)),
    date: date
      ? `datetime(year: ${date.getUTCFullYear()}, month: ${date.getUTCMonth() + 1}, day: ${date.getUTCDate()})`
      : 'none',
    lang: literal(lang ?? 'en'),
    region: textOrNone(region),
    dir: dir ?? 'ltr',
  })
}

function coverCode({ book }: BookParts): Code {
  const { ground, ink, accent } = paletteOf(book.colourOf)
  const colours = dictionary({ ground: `rgb("${ground}")`, ink: `rgb("${ink}")`, accent: `rgb("${accent}")` })
  return call('cover', colours, literal(book.title), literal(book.byline), literal(book.publisher))
}

function titlePage(parts: BookParts, part: BookPart, level: number): Code {
  const { book } = parts
  const { labels } = book
  return call(
    'title-page',
    String(level),
    literal(part.title),
    literal(part.byline),
    array(factsCode(part.facts.filter((fact) => !fact.isSpoiler))),
    aside(labels.summary, part.summaryHtml, parts),
    aside(labels.notes, part.notesHtml, parts),
    call('away', literal(part.source), literal(part.origin)),
    array(parts.remarks.map(literal)),
    array(tongueArguments(tongueOf(labels.language))),
  )
}

function factsCode(facts: readonly BookFact[]): Code[] {
  return facts
    .filter((fact) => fact.values.length > 0)
    .map(({ label, values }) => array([literal(label), literal(values.join(', '))]))
}

function aside(title: string, html: string, parts: BookParts): Code {
  const code = flush(html, parts)
  return code.length === 0 ? 'none' : call('aside', literal(title), block(code))
}

function flush(html: string, { pictureAt }: BookParts): Code[] {
  return textCode(html, { pictureAt, style: 'flush', headings: { base: 1, last: 1, outlined: false } })
}

function partCode(parts: BookParts, part: BookPart, texts: ReadonlyMap<number, BookText>, isBundle: boolean): Code[] {
  const { labels } = parts.book
  const level = isBundle ? 2 : 1
  const chapters = part.chapters.map((chapter) => {
    const text = texts.get(chapter.id)
    const heading = { base: level, last: level, outlined: true }
    const body = text
      ? [
          aside(labels.chapterNotes, text.notesHtml, parts),
          ...textCode(text.html, { pictureAt: parts.pictureAt, style: 'prose', headings: heading }),
          aside(labels.chapterEndNotes, text.endNotesHtml, parts),
        ]
      : []
    return call(
      'chapter',
      String(level),
      literal(`chapter-${chapter.id}`),
      literal(chapter.title),
      textOrNone(chapter.byline),
      literal(`${headName(part)}${part.title}`),
      inLanguage(chapter.language, parts.book.language, block(body)),
    )
  })
  const spoilers = part.facts.filter((fact) => fact.isSpoiler)
  const endNotes = flush(part.endNotesHtml, parts)
  const isAfterword = endNotes.length > 0 || spoilers.length > 0
  const afterword = call(
    'afterword',
    String(level),
    literal(labels.afterword),
    array(factsCode(spoilers)),
    endNotes.length > 0 ? call('aside', literal(labels.endNotes), block(endNotes)) : 'none',
  )
  return [
    ...(isBundle ? [titlePage({ ...parts, remarks: [] }, part, 1)] : []),
    ...(chapters.length === 0 ? [call('empty', literal(labels.noChapters))] : chapters),
    ...(isAfterword ? [afterword] : []),
  ]
}

/** For the running head: who wrote it, before what it is called. */
function headName({ creators }: BookPart): string {
  const names = creators.map((creator) => creator.name).join(', ')
  return names === '' ? '' : `${names} · `
}

function inLanguage(language: string, around: string, code: Code): Code {
  return language === around ? code : call('tongue', ...tongueArguments(tongueOf(language)), code)
}

function dictionary(entries: Readonly<Record<string, Code>>): Code {
  return `(${Object.entries(entries)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')})`
}
