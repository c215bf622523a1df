// A footnote opens beside its mark.
import { linksBack, noteOf } from './find-note.js'
import { placeBeside } from './place-beside.js'

export function openNotesHere() {
  if (!('popover' in HTMLElement.prototype)) return
  document.addEventListener('click', (event) => {
    const mark = event.target.closest?.('.chapter-text a[href^="#"]')
    if (!mark || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    const note = noteOf(mark)
    if (!note || note.contains(mark)) return
    event.preventDefault()
    if (event.detail === 0 || !wasJustClosed(mark)) show(mark, note)
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
  here.addEventListener('beforetoggle', ({ newState }) => {
    if (newState === 'closed') closed = { mark, at: performance.now() }
  })
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
  const copy = note.cloneNode(true)
  const [links, copied] = [note, copy].map((one) => [...one.querySelectorAll('a')])
  for (const link of back) copied[links.indexOf(link)].remove()
  for (const one of copy.querySelectorAll('[id]')) one.removeAttribute('id')
  return copy.childNodes
}

function closeButton(word) {
  const button = document.createElement('button')
  button.className = 'link'
  button.type = 'button'
  button.textContent = word
  button.addEventListener('click', () => button.parentElement.hidePopover())
  return button
}

let closed = { mark: null, at: 0 }

/** By the press of this very click, which the browser takes for one beside the note. */
function wasJustClosed(mark) {
  return closed.mark === mark && performance.now() - closed.at < 500
}

function leave(mark, here) {
  const wasInside = here.contains(document.activeElement) || document.activeElement === document.body
  mark.removeAttribute('aria-expanded')
  here.remove()
  if (wasInside) mark.focus({ preventScroll: true })
}
