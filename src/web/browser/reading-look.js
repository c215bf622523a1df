// The reading settings over the text, without a reload. The server reads the cookie and renders the same attributes; a
// member's account is told in the background.
import { keepPlaceWhile } from './keep-place-while.js'
import { followOtherPages, writeLook } from './look-cookie.js'
import { openPart } from './open-part.js'

const SAVE_AFTER_MS = 500

const root = document.documentElement
const SCHEMES = { light: 'light', sepia: 'light', dark: 'dark' }

export function keepLook() {
  document.addEventListener('click', openSettings)
  document.addEventListener('input', change)
  document.addEventListener('submit', reset)
  addEventListener('pagehide', saveNow)
  followOtherPages()
}

function openSettings(event) {
  const link = event.target.closest('a.aa')
  const isPlain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
  if (!link || !isPlain || document.querySelector('main #look')) return
  event.preventDefault()
  openPart(link.href, 'look')
    .then(showWorn)
    .catch(() => location.assign(link.href))
}

/** A page that was kept for reading offline may know an older choice than the one that is worn. */
function showWorn() {
  const form = document.querySelector('dialog form.look')
  for (const field of form?.elements ?? []) {
    const worn = root.dataset[field.name]
    if (worn === undefined) continue
    if (field.type === 'radio') field.checked = field.value === worn
    else if (field.type !== 'checkbox') field.value = worn
  }
}

function change({ target }) {
  const form = target.form
  if (!form?.matches('form.look')) return
  if (target.name !== 'here') keepPlaceWhile(() => wear(target.name, target.value))
  keep(form)
}

function reset(event) {
  const form = event.target
  if (event.submitter?.name !== 'reset' || !form.matches('dialog form.look')) return
  event.preventDefault()
  keepPlaceWhile(() => namesOf(form).forEach((name) => wear(name, null)))
  for (const field of form.elements) {
    if (field.dataset.default) field.value = field.dataset.default
    if (field.type === 'radio') field.checked = field === form.elements[field.name][0]
    if (field.type === 'checkbox') field.checked = false
    if (field.type === 'select-one') field.selectedIndex = 0
  }
  keep(form, 'reset')
}

/** Null: as the archive sets it. */
function wear(name, value) {
  if (value === null) delete root.dataset[name]
  else root.dataset[name] = value
  if (name === 'theme') document.querySelector('meta[name=color-scheme]').content = SCHEMES[value] ?? 'light dark'
}

function namesOf(form) {
  return [...new Set([...form.elements].map(({ name }) => name))].filter(
    (name) => name && !/^(to|stay|reset|here)$/.test(name),
  )
}

let unsaved = null
let waiting

function keep(form, mark) {
  const chosen = namesOf(form).flatMap((name) => (root.dataset[name] ? [[name, root.dataset[name]]] : []))
  const isOnlyHere = form.elements.here?.checked
  writeLook([...chosen.map((pair) => pair.join('-')), ...(isOnlyHere ? ['here'] : [])])
  if (!('account' in form.dataset) || isOnlyHere) return
  unsaved = { to: form.action, body: new URLSearchParams([...chosen, ...(mark ? [[mark, 'yes']] : [])]) }
  clearTimeout(waiting)
  waiting = setTimeout(saveNow, SAVE_AFTER_MS)
}

function saveNow() {
  if (!unsaved) return
  const { to, body } = unsaved
  unsaved = null
  fetch(to, { method: 'POST', body, redirect: 'manual', keepalive: true }).catch(() => {})
}
