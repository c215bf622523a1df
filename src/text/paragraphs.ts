// The paragraphs of a text, for keeping a place in it. The browser counts them in the same way on the page, so that a
// number means the same on both sides: see web/browser/paragraphs.js.

/** Where a paragraph may begin: at one of these, or after a line break or a rule. */
export const PARAGRAPH_TAGS: readonly string[] =
  'p h3 h4 h5 h6 li dt dd td th pre blockquote caption figcaption summary br hr'.split(' ')

export interface Paragraph {
  /** Where in the HTML its words begin, behind the tag. */
  start: number
  text: string
}

const BEGINNING = new RegExp(`<(?:${PARAGRAPH_TAGS.join('|')})(?: [^>]*)?>`, 'g')
const NOT_WORDS = /<[^>]*>|&(?:amp|lt|gt|quot|#39);/g
const LETTER = /[\p{L}\p{N}]/u

/** What has no letter in it (ornaments, empty lines, pictures) is no paragraph. Input must be sanitised. */
export function paragraphsOf(cleanHtml: string): Paragraph[] {
  const found: Paragraph[] = []
  let start = 0
  const end = (at: number) => {
    const text = cleanHtml.slice(start, at).replace(NOT_WORDS, '')
    if (hasLetter(text)) found.push({ start, text })
  }
  for (const { 0: tag, index } of cleanHtml.matchAll(BEGINNING)) {
    end(index)
    start = index + tag.length
    // A parser swallows the first line end of `pre`, but only where nothing stands before it.
    if (tag.startsWith('<pre') && cleanHtml[start] === '\n') start += 1
  }
  end(cleanHtml.length)
  return found
}

export function hasLetter(text: string): boolean {
  return LETTER.test(text)
}
