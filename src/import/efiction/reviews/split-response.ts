const OPENING = /<br\s*\/?>\s*<br\s*\/?>\s*<(?:i|em)>/gi
const ENDING = /<\/(?:i|em)>(?:\s|<br\s*\/?>|<\/p>)*$/i
const LABEL = /^[^<>:]{2,80}?\s*: ?/

/**
 * An author's response stood at the end of the review itself: two line breaks, then `<i>Author's Response: …</i>` with
 * the label in the site's language. The editor of later versions made `<em>` of it, in a paragraph. Works on bytes,
 * because the two parts may be in different character sets. Null where the end of the text has not exactly this form.
 */
export function splitResponse(review: Buffer): { text: Buffer; response: Buffer } | null {
  const letters = review.toString('latin1')
  const end = ENDING.exec(letters)?.index
  if (end === undefined) return null
  for (const opening of [...letters.matchAll(OPENING)].toReversed()) {
    const from = opening.index + opening[0].length
    const label = LABEL.exec(letters.slice(from, end))
    if (label && isBalanced(letters.slice(from, end))) {
      return { text: review.subarray(0, opening.index), response: review.subarray(from + label[0].length, end) }
    }
  }
  return null
}

/** What opens inside must close inside, or the last of them is not the response's. */
function isBalanced(html: string): boolean {
  return (html.match(/<(?:i|em)>/gi)?.length ?? 0) === (html.match(/<\/(?:i|em)>/gi)?.length ?? 0)
}
