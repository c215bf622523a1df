// The list of suggestions below a field, and what it says to screen readers.

let made = 0

export function listFor(input) {
  const list = document.createElement('ul')
  list.id = `suggestions-${++made}`
  list.className = 'suggestions'
  list.setAttribute('role', 'listbox')
  list.hidden = true
  list.setAttribute('aria-label', input.dataset.suggestLabel)
  const place = document.createElement('div')
  place.className = 'suggesting'
  // Moving it takes the focus from whoever is typing already.
  const hasFocus = document.activeElement === input
  input.replaceWith(place)
  place.append(input, list)
  if (hasFocus) input.focus({ preventScroll: true })
  input.setAttribute('role', 'combobox')
  input.autocomplete = 'off'
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-expanded', 'false')
  input.setAttribute('aria-controls', list.id)
  return list
}

export function statusAfter(list) {
  const status = document.createElement('p')
  status.className = 'visually-hidden'
  status.setAttribute('role', 'status')
  list.after(status)
  return status
}

export function optionOf({ name, synonym, kind, count }, id, isCounted) {
  const option = document.createElement('li')
  option.id = id
  option.setAttribute('role', 'option')
  option.setAttribute('aria-selected', 'false')
  if (synonym) option.append(worded('bdi', synonym), ' → ')
  option.append(worded('bdi', name))
  if (kind) option.append(' ', worded('small', kind))
  if (isCounted) option.append(' ', worded('small', String(count)))
  return option
}

function worded(tag, text) {
  const element = document.createElement(tag)
  element.textContent = text
  return element
}
