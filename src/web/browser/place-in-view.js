// Which paragraph of which chapter stands at the top of the window.
import { fingerprintOf } from '../../text/find-paragraph.ts'
import { paragraphsIn, topOf } from './paragraphs.js'

/** Pixels from the top of the window; a little below where a jump puts the paragraph (#place in places.css). */
const LINE = 80

/** The chapter and paragraph at the line; null above the text, where the menus are. */
export function placeIn(chapters) {
  const chapter = chapters.findLast(({ text }) => text.getBoundingClientRect().top <= LINE)
  const end = isEndSeen(chapter ?? chapters[0])
  if (!chapter && !end) return null
  return { ...paragraphIn(chapter ?? chapters[0]), end }
}

function isEndSeen({ text }) {
  return text.getBoundingClientRect().bottom <= innerHeight
}

function paragraphIn(chapter) {
  chapter.paragraphs ??= paragraphsIn(chapter.text)
  let index = 0
  for (const [at, paragraph] of chapter.paragraphs.entries()) {
    const top = topOf(paragraph)
    if (top === null) continue
    if (top > LINE) break
    index = at
  }
  return { chapter, index }
}

/** The browser may be about to scroll to the mark that the server has set. */
export function placeAtOpening(chapters) {
  const mark = location.hash === '#place' && document.getElementById('place')
  const chapter = mark && chapters.find(({ text }) => text.contains(mark))
  if (!chapter) return placeIn(chapters)
  chapter.paragraphs = paragraphsIn(chapter.text)
  const isBefore = ({ node }) => node.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING
  return { chapter, index: Math.max(0, chapter.paragraphs.findLastIndex(isBefore)), end: false }
}

export function isSame(one, other) {
  return one.chapter === other?.chapter && one.index === other.index && one.end === other.end
}

export function fingerprintAt({ chapter, index }) {
  return fingerprintOf(
    chapter.paragraphs.map(({ text }) => text),
    index,
  )
}
