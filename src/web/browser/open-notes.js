// A footnote opens beside its mark. A note is an item of a list, or what a short link leads to in the same text and what
// leads back to it; any other link within a text stays one.

import { placeBeside } from './place-beside.js'

export function openNotesHere() {
  if (!('popover' in HTMLElement.prototype)) return
  document.addEventListener('click', (event) => {
    const mark = event.target.closest?.('.chapter-text a[href^="#"]')
    if (!mark || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    const note = noteOf(mark)
    if (!note || note.contains(mark)) return
    event.preventDefault()
    show(mark, note)
  })
}

const BLOCKS = 'li, dd, p, td, blockquote, figure, div'

function noteOf(mark) {
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
function linksBack(note, mark) {
  const place = mark.closest(BLOCKS)
  return [...note.querySelectorAll('a[href^="#"]')].filter((link) => {
    const target = targetOf(link)
    return target && (target === place || place?.contains(target))
  })
}

function show(mark, note) {
  document.querySelector('.note-here')?.hidePopover()
  const words = mark.closest('article').dataset
  const here = document.createElement('div')
  here.className = 'note-here prose'
  here.popover = 'auto'
  here.tabIndex = -1
  here.lang = note.closest('[lang]').lang
  here.dir = note.closest('[dir]').dir
  here.setAttribute('role', 'dialog')
  here.setAttribute('aria-label', `${words.note} ${mark.textContent.replace(/[[\]()]/g, '').trim()}`)
  here.append(...copyOf(note, linksBack(note, mark)), closeButton(words.close))
  mark.setAttribute('aria-expanded', 'true')
  here.addEventListener('toggle', ({ newState }) => {
    if (newState === 'closed') leave(mark, here)
  })
  document.body.append(here)
  here.showPopover()
  placeBeside(mark, here)
  here.focus({ preventScroll: true })
}

/** Without the ways back and without ids, of which the page has each once. */
function copyOf(note, back) {
  for (const link of back) link.dataset.back = ''
  const copy = note.cloneNode(true)
  for (const link of back) delete link.dataset.back
  for (const link of copy.querySelectorAll('[data-back]')) link.remove()
  for (const one of copy.querySelectorAll('[id]')) one.removeAttribute('id')
  return copy.childNodes
}

function closeButton(word) {
  const button = document.createElement('button')
  button.className = 'quiet'
  button.type = 'button'
  button.textContent = word
  button.addEventListener('click', () => button.parentElement.hidePopover())
  return button
}

function leave(mark, here) {
  const wasInside = here.contains(document.activeElement) || document.activeElement === document.body
  mark.removeAttribute('aria-expanded')
  here.remove()
  if (wasInside) mark.focus({ preventScroll: true })
}
