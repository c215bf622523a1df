import { escapeText } from './escape.ts'
import { cleanText } from './well-formed.ts'

/** A blank line parts paragraphs, a single line end is a line break. Spaces at a line's start stay. */
export function plainToHtml(text: string): string {
  return cleanText(text)
    .split(/\n[ \t]*(?:\n[ \t]*)+/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => `<p>${escapeText(paragraph.replace(/^\n+/, '').trimEnd()).replaceAll('\n', '<br>')}</p>`)
    .join('\n')
}

const TAG =
  /<\/?(?:p|br|hr|div|span|a|b|i|u|s|em|strong|blockquote|center|font|h[1-6]|ul|ol|li|dl|dt|dd|table|tr|td|th|tbody|pre|sub|sup|small|big|img|del|ins|strike|code|ruby|rt|rp|script|style|o:p)(?:\s[^<>]*)?\/?>/i

/** Whether an author's text is meant as HTML: it has a tag that we know, or an entity and no bare `<`. */
export function looksLikeHtml(text: string): boolean {
  if (text.includes('<')) return TAG.test(text)
  return text.includes('&') && /&(?:[a-z]{2,8}|#\d{2,6}|#x[\da-f]{2,5});/i.test(text)
}
