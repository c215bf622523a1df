// A book as one file of plain text.
import type { Book, BookFact, BookPart, BookTexts } from '../book.ts'
import { withTexts } from '../in-order.ts'
import { indented, textBlocks, underlined } from './blocks.ts'
import { wrapped } from './wrap.ts'

export interface Lines {
  /** Columns of the longest line; null: a paragraph is one line. */
  width: number | null
}

export function makeText(book: Book, texts: BookTexts, { width }: Lines): AsyncGenerator<string> {
  const joined = (blocks: readonly string[]) => {
    const text = blocks
      .filter((block) => block !== '')
      .map((block) => `${block}\n\n`)
      .join('')
    return width === null ? text : wrapped(text, width)
  }
  return withTexts(texts, async function* (next) {
    const { labels } = book
    if (book.parts.length !== 1) yield joined([underlined(book.title, '='), book.byline])
    for (const part of book.parts) {
      yield joined(titleOf(book, part))
      for (const chapter of part.chapters) {
        const text = await next()
        yield joined([
          `\n${underlined(chapter.title, '=')}`,
          chapter.byline ?? '',
          said(labels.chapterNotes, text.notesHtml),
          ...textBlocks(text.html),
          said(labels.chapterEndNotes, text.endNotesHtml),
        ])
      }
      const spoilers = part.facts.filter((fact) => fact.isSpoiler)
      yield joined([said(labels.endNotes, part.endNotesHtml), facts(spoilers)])
    }
  })
}

function titleOf({ labels }: Book, part: BookPart): string[] {
  return [
    underlined(part.title, '='),
    part.byline,
    ...textBlocks(part.summaryHtml),
    facts(part.facts.filter((fact) => !fact.isSpoiler)),
    part.origin,
    said(labels.notes, part.notesHtml),
    part.chapters.length === 0 ? labels.noChapters : '',
  ]
}

function said(label: string, html: string): string {
  return html === '' ? '' : `${label}\n\n${indented(textBlocks(html).join('\n\n'), '    ')}`
}

function facts(lines: readonly BookFact[]): string {
  return lines.map(({ label, values }) => `${label}: ${values.join(', ')}`).join('\n')
}
