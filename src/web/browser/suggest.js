// Offers names while somebody types one: a field with a list below it (the combobox pattern of ARIA 1.2).
import { listFor, optionOf, statusAfter } from './suggest-list.js'
import { partOfNames, withName } from './suggest-names.js'

const PAUSE_MS = 120

export function suggestNames(input) {
  const { suggest: from, suggestAs: as } = input.dataset
  const within = 'suggestWithin' in input.dataset ? location.pathname + location.search : ''
  const list = listFor(input)
  const status = statusAfter(list)
  const known = new Map()
  let lines = []
  let active = -1
  let timer
  let asking

  const part = () => (as === 'names' ? partOfNames(input) : { text: input.value.trim(), others: '' })

  function close() {
    clearTimeout(timer)
    asking?.abort()
    list.hidden = true
    active = -1
    input.setAttribute('aria-expanded', 'false')
    input.removeAttribute('aria-activedescendant')
  }

  async function ask() {
    const { text, others } = part()
    if (text === '') return close()
    const address = addressOf(from, { q: text, chosen: others, fandoms: fandomsOf(input), within })
    asking?.abort()
    asking = new AbortController()
    const answer = known.get(address) ?? (await fetchLines(address, asking.signal))
    if (!answer || document.activeElement !== input || part().text !== text) return
    known.set(address, answer)
    show(answer)
  }

  function show(answer) {
    lines = answer
    active = -1
    input.removeAttribute('aria-activedescendant')
    list.replaceChildren(...lines.map((line, index) => optionOf(line, `${list.id}-${index}`, within !== '')))
    list.hidden = lines.length === 0
    input.setAttribute('aria-expanded', String(lines.length > 0))
    const { suggestSome, suggestNone } = input.dataset
    status.textContent = lines.length > 0 ? `${suggestSome} ${lines.length}` : suggestNone
  }

  function move(step) {
    const { children } = list
    children[active]?.setAttribute('aria-selected', 'false')
    active = active < 0 && step < 0 ? children.length - 1 : active + step
    if (active >= children.length) active = -1
    const option = children[active]
    if (!option) return input.removeAttribute('aria-activedescendant')
    option.setAttribute('aria-selected', 'true')
    option.scrollIntoView({ block: 'nearest' })
    input.setAttribute('aria-activedescendant', option.id)
  }

  function choose(index) {
    const line = lines[index]
    close()
    const isFree = input.dispatchEvent(new CustomEvent('suggestion', { detail: line, bubbles: true, cancelable: true }))
    if (!isFree) return
    if (as === 'go') return location.assign(line.address)
    if (as === 'names') withName(input, line.name)
    else input.value = line.name
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }

  const keys = {
    ArrowDown: () => (list.hidden ? ask() : move(1)),
    ArrowUp: () => !list.hidden && move(-1),
    Enter: () => active >= 0 && choose(active),
    Escape: () => !list.hidden && close(),
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = setTimeout(ask, PAUSE_MS)
  })
  input.addEventListener('keydown', (event) => {
    const isOwn = event.key === 'Enter' ? active >= 0 : event.key === 'ArrowDown' || !list.hidden
    if (event.isComposing || !keys[event.key] || !isOwn) return
    event.preventDefault()
    keys[event.key]()
  })
  input.addEventListener('blur', close)
  // The field keeps the focus, so that typing goes on.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role="option"]')
    if (option) choose([...list.children].indexOf(option))
  })
}

function addressOf(from, values) {
  const address = new URL(from, location.href)
  for (const [name, value] of Object.entries(values)) if (value) address.searchParams.set(name, value)
  return address.href
}

/** Null: it was taken back, or refused. */
async function fetchLines(address, signal) {
  try {
    const response = await fetch(address, { signal })
    return response.ok ? (await response.json()).suggestions : null
  } catch {
    return null
  }
}

function fandomsOf({ form, dataset }) {
  const names = (dataset.suggestFandoms ?? '').split(' ').filter(Boolean)
  const fields = names.flatMap((name) => [...(form?.querySelectorAll(`[name="${CSS.escape(name)}"]`) ?? [])])
  const values = fields.map((field) => {
    if (field.type === 'checkbox') return field.checked ? `"${field.labels[0].textContent.trim()}"` : ''
    return field.selectedOptions ? [...field.selectedOptions].map((option) => option.label).join() : field.value
  })
  return values.filter(Boolean).join(',')
}
