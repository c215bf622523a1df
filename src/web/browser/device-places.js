// Guests' places: kept in this browser, told to nobody. Links to them are put on the home page and on works' pages.
import { findParagraph } from '../../text/find-paragraph.ts'
import { paragraphsIn, topOf } from './paragraphs.js'

const KEY = 'fanfold.places'
/** Of members, in works that they keep offline; see kept-places.js. */
export const COPIES = 'fanfold.kept-places'
const MOST = 40
const SHOWN = 5
const PLACE = '#place'
/** As `#place` in places.css. */
const MARGIN = 72

/** By the number of the work. Whoever allows no storage, or has something else there, has no places. */
function readPlaces(key = KEY) {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}')
    return new Map(Object.entries(kept).filter(([, place]) => /^\d+$/.test(place?.chapter)))
  } catch {
    return new Map()
  }
}

function writePlace(key, work, place) {
  try {
    const newest = [...readPlaces(key).set(work, place)].sort(([, a], [, b]) => b.at - a.at).slice(0, MOST)
    localStorage.setItem(key, JSON.stringify(Object.fromEntries(newest)))
  } catch {
    // No storage, or none left: reading goes on without.
  }
}

export function deviceKeeper(article, key = KEY) {
  const { work } = article.dataset
  const head = article.querySelector('.work-head h1')
  const common = { title: head.textContent.trim(), count: Number(article.dataset.count) }
  const keep = ({ chapter, index, fingerprint, end, at }, chapters) => {
    const place = { ...common, chapter: chapter.id, number: chapter.number, index, fingerprint, end, at }
    const next = end ? nextOf(chapter, chapters) : null
    writePlace(key, work, next ? { ...place, chapter: next, number: chapter.number + 1, index: 0, end: false } : place)
    return true
  }
  let all = []
  return {
    begin(chapters) {
      all = chapters
      const kept = readPlaces(key).get(work)
      // Where the server knows the place it has set a mark.
      if (kept && location.hash === PLACE && !document.querySelector(PLACE)) goTo(chapters, kept)
      const [first] = chapters
      const isHere = kept && (chapters.length > 1 || kept.chapter === first.id)
      const opened = isHere ? { ...kept, ...common } : { ...common, chapter: first.id, number: first.number, index: 0 }
      writePlace(key, work, { fingerprint: '', end: false, ...opened, at: Date.now() })
    },
    async keep(place) {
      return keep(place, all)
    },
  }
}

/** On one page with all chapters the next stands below; else its link says which it is. */
function nextOf(chapter, chapters) {
  const below = chapters[chapters.indexOf(chapter) + 1]
  const link = document.querySelector('.neighbours a[rel=next]')
  return below?.id ?? link?.pathname.match(/\d+$/)?.[0] ?? null
}

/** Only while nobody has scrolled: the reader is where they want to be. */
function goTo(chapters, { chapter, index, fingerprint }) {
  const here = chapters.find(({ id }) => id === chapter)
  if (!here || !index || scrollY > 0) return
  const paragraphs = paragraphsIn(here.text)
  const texts = paragraphs.map(({ text }) => text)
  const top = paragraphs.length > 0 ? topOf(paragraphs[findParagraph(texts, { index, fingerprint })]) : null
  if (top !== null) scrollTo({ top: top - MARGIN, behavior: 'instant' })
}

function addressOf(work, { chapter, index }) {
  return `/works/${work}/chapters/${chapter}${index > 0 ? PLACE : ''}`
}

function wordsOf({ count, number }, { at, alone }) {
  return count > 1 ? at.replace('#', number) : alone
}

/** On pages for guests alone; the server puts these parts there, hidden. */
export function showDevicePlaces() {
  const button = document.querySelector('a[data-continue]')
  if (button) showButton(button)
  const section = document.querySelector('#device-places')
  if (section) showList(section)
}

function showButton(button) {
  const work = button.dataset.continue
  const place = readPlaces(COPIES).get(work) ?? readPlaces().get(work)
  if (!place || place.end) return
  button.href = addressOf(work, place)
  button.textContent = wordsOf(place, button.dataset)
  button.hidden = false
  button.nextElementSibling?.classList.add('quiet')
}

function showList(section) {
  const places = [...readPlaces()].filter(([, { end }]) => !end).sort(([, a], [, b]) => b.at - a.at)
  const list = section.querySelector('ul')
  for (const [work, place] of places.slice(0, SHOWN)) list.append(itemFor(work, place, list.dataset))
  section.hidden = places.length === 0
  section.querySelector('button').addEventListener('click', () => {
    localStorage.removeItem(KEY)
    section.hidden = true
  })
}

function itemFor(work, place, words) {
  const item = document.createElement('li')
  const title = document.createElement('a')
  title.href = `/works/${work}`
  title.dir = 'auto'
  title.textContent = place.title
  const link = document.createElement('a')
  link.href = addressOf(work, place)
  link.textContent = wordsOf(place, words)
  link.setAttribute('aria-label', `${link.textContent}, ${place.title}`)
  item.append(title, ' ', link)
  return item
}
