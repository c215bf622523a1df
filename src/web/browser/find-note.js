// A note is an item of a list, or what a short link leads to in the same text and what leads back to it; any other link
// within a text stays one.

const BLOCKS = 'li, dd, p, td, blockquote, figure, div'

export function noteOf(mark) {
  const target = targetOf(mark)
  const note = target?.closest(BLOCKS)
  if (!note || note.matches('.chapter-text') || !mark.closest('.chapter-text').contains(note)) return null
  const isBelow = mark.compareDocumentPosition(note) & Node.DOCUMENT_POSITION_FOLLOWING
  if (!isBelow) return null
  return note.matches('li') || (isShort(mark) && linksBack(note, mark).length > 0) ? note : null
}

/** As "[3]", "*" or "note 3": a longer link leads to a part of the text, as those of a list of contents do. */
function isShort(mark) {
  return mark.closest('sup') !== null || mark.textContent.trim().length <= 8
}

function targetOf(link) {
  return document.getElementById(decodeURIComponent(link.hash.slice(1)))
}

/** The links of a note to its mark, or to the paragraph that the mark is in. */
export function linksBack(note, mark) {
  const place = mark.closest(BLOCKS)
  return [...note.querySelectorAll('a[href^="#"]')].filter((link) => {
    const target = targetOf(link)
    return target && (target === place || place?.contains(target))
  })
}
