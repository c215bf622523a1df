// A book as one file of CommonMark.
import { escapeText } from '../../text/escape.ts'
import type { Book, BookFact, BookPart, BookTexts } from '../book.ts'
import { withTexts } from '../in-order.ts'
import { heading, quoted, toMarkdown } from './blocks.ts'
import { inlineMarkdown } from './inlines.ts'

export function makeMarkdown(book: Book, texts: BookTexts): AsyncGenerator<string> {
  return withTexts(texts, async function* (next) {
    const { labels } = book
    const { origin } = new URL(book.source)
    const isBundle = book.parts.length !== 1
    if (isBundle) yield joined([heading(1, words(book.title)), words(book.byline)])
    for (const part of book.parts) {
      yield joined(titleOf(book, part, origin, isBundle ? 2 : 1))
      for (const chapter of part.chapters) {
        const text = await next()
        yield joined([
          heading(isBundle ? 3 : 2, words(chapter.title)),
          chapter.byline === null ? '' : words(chapter.byline),
          said(labels.chapterNotes, text.notesHtml, origin),
          toMarkdown(text.html, origin),
          said(labels.chapterEndNotes, text.endNotesHtml, origin),
        ])
      }
      yield joined([
        said(labels.endNotes, part.endNotesHtml, origin),
        facts(part.facts.filter((fact) => fact.isSpoiler)),
      ])
    }
  })
}

function titleOf({ labels }: Book, part: BookPart, origin: string, level: number): string[] {
  return [
    heading(level, words(part.title)),
    words(part.byline),
    toMarkdown(part.summaryHtml, origin),
    facts(part.facts.filter((fact) => !fact.isSpoiler)),
    words(part.origin),
    said(labels.notes, part.notesHtml, origin),
    part.chapters.length === 0 ? words(labels.noChapters) : '',
  ]
}

function joined(blocks: readonly string[]): string {
  return blocks
    .filter((block) => block !== '')
    .map((block) => `${block}\n\n`)
    .join('')
}

/** What an author says beside the text stands apart from it. */
function said(label: string, html: string, origin: string): string {
  return html === '' ? '' : quoted(`**${words(label)}**\n\n${toMarkdown(html, origin)}`)
}

function facts(lines: readonly BookFact[]): string {
  return lines.map(({ label, values }) => `- **${words(label)}:** ${values.map(words).join(', ')}`).join('\n')
}

/** What was typed, a title or a name. */
function words(text: string): string {
  return inlineMarkdown([escapeText(text)], '')
}
