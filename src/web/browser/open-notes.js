// A footnote opens beside its mark. A note is what a link leads to in the same text and what leads back to it, or an
// item of a list; any other link within a text stays one.

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
  return note.matches('li') || linksBack(note, mark).length > 0 ? note : null
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
  const here = document.createElement('div')
  here.className = 'note-here prose'
  here.popover = 'auto'
  here.tabIndex = -1
  here.lang = note.closest('[lang]').lang
  here.dir = note.closest('[dir]').dir
  here.setAttribute('role', 'dialog')
  here.setAttribute('aria-label', mark.textContent.replace(/[[\]()]/g, '').trim())
  here.append(...copyOf(note, linksBack(note, mark)), closeButton(mark))
  mark.setAttribute('aria-expanded', 'true')
  here.addEventListener('toggle', ({ newState }) => {
    if (newState === 'closed') leave(mark, here)
  })
  document.body.append(here)
  here.showPopover()
  putBeside(mark, here)
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

function closeButton(mark) {
  const button = document.createElement('button')
  button.className = 'quiet'
  button.type = 'button'
  button.textContent = mark.closest('article').dataset.close
  button.addEventListener('click', () => button.parentElement.hidePopover())
  return button
}

function leave(mark, here) {
  const wasInside = here.contains(document.activeElement) || document.activeElement === document.body
  mark.removeAttribute('aria-expanded')
  here.remove()
  if (wasInside) mark.focus({ preventScroll: true })
}

/** Below the line of the mark, or above where there is more room, within the text's column. */
function putBeside(mark, here) {
  const at = mark.getClientRects()[0]
  const column = mark.closest('.chapter-text').getBoundingClientRect()
  const [above, below] = [at.top - 14, innerHeight - at.bottom - 14]
  const isAbove = below < here.offsetHeight && above > below
  place(here, 'room', Math.max(140, isAbove ? above : below))
  const { offsetWidth: width, offsetHeight: height } = here
  const left = Math.max(8, column.left, Math.min(at.left - 24, column.right - width))
  place(here, 'top', scrollY + (isAbove ? at.top - height - 6 : at.bottom + 6))
  place(here, 'left', left + scrollX)
}

function place(here, name, pixels) {
  here.style.setProperty(`--note-${name}`, `${pixels}px`)
}
