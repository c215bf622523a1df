// Single keys on pages of text, as the reading settings list them; a reader may switch them off there.
import { openPart } from './open-part.js'

const root = document.documentElement
const first = (selector) => document.querySelector(selector)

const ACTS = {
  n: () => first('a[rel=next]')?.click(),
  p: () => first('a[rel=prev]')?.click(),
  w: () => first('.work-head h1 a')?.click(),
  s: () => first('a.aa')?.click(),
  c: openChapters,
  r: () => goTo(first('#reviews')),
  '?': () => openPart(first('a.aa').href, 'keys').catch(() => first('a.aa').click()),
}

export function turnPagesByKey() {
  addEventListener('keydown', (event) => {
    if (isBusy(event)) return
    const act = ACTS[actOf(event)]
    if (!act) return
    event.preventDefault()
    act()
  })
}

function actOf({ key, code }) {
  if (key === 'ArrowLeft' || key === 'ArrowRight') return turnOf(key)
  // A keyboard of other letters has ours at the same place.
  const isOther = /^[^\x00-\x7f]$/.test(key) && code.startsWith('Key')
  return (isOther ? code.slice(3) : key).toLowerCase()
}

function turnOf(arrow) {
  if (scrollsSideways()) return ''
  const runsLeft = first('.chapter-text')?.dir === 'rtl'
  return (arrow === 'ArrowRight') === runsLeft ? 'p' : 'n'
}

/** The key is for somebody else: a field, a menu, a dialog, the browser itself. */
function isBusy(event) {
  const { target } = event
  if (root.dataset.keys === 'off' || event.defaultPrevented || event.isComposing || event.repeat) return true
  if (event.ctrlKey || event.metaKey || event.altKey || (event.shiftKey && event.key !== '?')) return true
  if (target.closest?.('input, textarea, select, [contenteditable], [role=textbox], table, pre')) return true
  return first('dialog[open], .note-here') !== null
}

/** Arrows move a page that is wider than the window, or that was enlarged with two fingers. */
function scrollsSideways() {
  return root.scrollWidth > root.clientWidth + 1 || (window.visualViewport?.scale ?? 1) > 1.01
}

function openChapters() {
  const menu = first('.chapter-menu')
  if (!menu) return
  menu.open = !menu.open
  if (!menu.open) return
  root.classList.remove('header-away')
  menu.scrollIntoView({ block: 'nearest' })
  const open = menu.querySelector('[aria-current]') ?? menu.querySelector('a')
  open?.focus()
}

function goTo(section) {
  if (!section) return
  section.scrollIntoView()
  section.tabIndex = -1
  section.focus({ preventScroll: true })
}
