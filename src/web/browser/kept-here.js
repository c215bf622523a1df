// The list of what this browser keeps, read out of its own caches; the archive hears nothing of it.
import { ask, canKeep } from './keep-offline.js'

export async function listKeptHere(place) {
  if (!canKeep()) return show(place, 'unable')
  // In the place of another page: that one could not be reached.
  if (!navigator.onLine || location.pathname !== '/offline') show(place, 'no-network')
  const works = await readKept()
  show(place, works.length > 0 ? 'some' : 'none')
  const list = place.querySelector('ul')
  const template = place.querySelector('template')
  for (const about of works.toSorted((a, b) => a.title.localeCompare(b.title))) {
    list.append(entryOf(template, about, place))
  }
  await showRoom(place.querySelector('[data-part="room"]'))
}

async function readKept() {
  const names = (await caches.keys()).filter((name) => name.startsWith('fanfold-work-'))
  const found = await Promise.all(names.map((cacheName) => caches.match('/about', { cacheName })))
  return Promise.all(found.filter(Boolean).map((response) => response.json()))
}

function entryOf(template, about, place) {
  const entry = template.content.cloneNode(true).firstElementChild
  const link = entry.querySelector('a')
  Object.assign(link, { href: `/works/${about.work}`, textContent: about.title, lang: about.language })
  entry.querySelector('img').src = `/works/${about.work}/cover.svg`
  entry.querySelector('[data-part="byline"]').textContent = about.byline
  entry.querySelector('[data-part="chapters"]').textContent = about.chaptersSaid
  const button = entry.querySelector('button')
  button.setAttribute('aria-label', button.dataset.full.replace('{title}', about.title))
  button.addEventListener('click', async () => {
    await ask({ deed: 'forget', work: about.work })
    entry.remove()
    if (!place.querySelector('li')) show(place, 'none')
  })
  return entry
}

function show(place, when) {
  for (const part of place.querySelectorAll('[data-when]')) {
    if (part.dataset.when !== 'no-network' || when === 'no-network') part.hidden = part.dataset.when !== when
  }
}

async function showRoom(line) {
  const { usage } = (await navigator.storage?.estimate?.()) ?? {}
  if (!usage) return
  const size = new Intl.NumberFormat(document.documentElement.lang, {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  }).format(usage / 1e6)
  line.textContent = line.dataset.words.replace('{size}', size)
}
