// The one way from what an author typed to what pages show.
import type { TextFormat } from '../store/tables/works.ts'
import { looksLikeHtml, plainToHtml } from '../text/plain-to-html.ts'
import { cleanText } from '../text/well-formed.ts'
import { sanitizeBrief, sanitizeHtml } from '../text/sanitize.ts'

/** A chapter's text. In HTML without paragraphs of its own, blank lines part paragraphs as they do in plain text. */
export function chapterHtml(source: string, format: TextFormat): string {
  return format === 'plain' ? plainToHtml(source) : sanitizeHtml(withParagraphs(source))
}

/** A summary or a note, as HTML or plain, whichever it looks like. */
export function briefHtml(source: string): string {
  return looksLikeHtml(source) ? sanitizeBrief(withParagraphs(source)) : plainToHtml(source)
}

/** A text that was typed anew, with its clean form; null when it is what it was, whose clean form then stays. */
export function changedBrief(before: string, typed: string): { source: string; html: string } | null {
  if (cleanText(before).trim() === typed.trim()) return null
  return { source: typed, html: briefHtml(typed) }
}

const BLOCK_AND_LINE_END = /(<\/?(?:h[1-6]|hr|blockquote|center|details|summary|figure)\b[^<>]*>)\n/gi
const HAS_STRUCTURE = /<(?:p|br|div|pre|table|ul|ol|dl)[\s/>]/i

function withParagraphs(source: string): string {
  if (HAS_STRUCTURE.test(source)) return source
  return source
    .split(/\n[ \t]*(?:\n[ \t]*)+/)
    .map((paragraph) => paragraph.replace(/^\n+/, '').trimEnd())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${paragraph.replace(BLOCK_AND_LINE_END, '$1').replaceAll('\n', '<br>')}</p>`)
    .join('\n')
}
