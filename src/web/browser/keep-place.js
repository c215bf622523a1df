// Notes where the reader is: which paragraph stands at the top of the window, and which chapters they have seen the end
// of. It looks now and then while they scroll, and tells the keeper seldom: once in a while, and when they leave.
import { fingerprintOf } from '../../text/find-paragraph.ts'
import { deviceKeeper } from './device-places.js'
import { paragraphsIn, topOf } from './paragraphs.js'

const LOOK_MS = 1000
const TELL_MS = 10_000
const CALM_MS = 2500
/** What a browser scrolls by itself while a page opens is no reading. */
const OPENING_MS = 3000
const ACTS = ['wheel', 'touchmove', 'keydown', 'pointerdown']
/** Pixels from the top of the window; a little below where a jump puts the paragraph (#place in places.css). */
const LINE = 80

export function keepPlace(article) {
  const chapters = [...article.querySelectorAll('.chapter-text')].flatMap((text) => {
    const { chapter, number } = text.closest('[data-chapter]')?.dataset ?? {}
    return chapter ? [{ id: chapter, number: Number(number), text }] : []
  })
  if (chapters.length === 0) return
  const keeper = article.dataset.place === 'device' ? deviceKeeper(article) : accountKeeper(article.dataset.place)
  follow(chapters, keeper)
}

function follow(chapters, keeper) {
  let [looking, telling] = [null, null]
  keeper.begin?.(chapters)
  let known = placeAtOpening(chapters)
  let isReading = false
  let unsaid = null
  const openedAt = Date.now()
  let movedAt = openedAt
  const pace = paceOf()
  let [lookedAt, endSeen] = [null, null]
  const ended = new Set()
  let unsaidEnds = []

  const look = () => {
    looking = null
    const place = placeIn(chapters)
    const isCalm = pace.isCalm()
    if (!isReading) known = place
    else if (isCalm && place && !isSame(place, known)) unsaid = known = { ...place, at: movedAt }
    if (isCalm) lookForEnd(place)
    if (unsaid && !telling) telling = setTimeout(() => tell(false), TELL_MS)
    // Once more when the page has come to rest.
    if (!isCalm || lookedAt !== scrollY || (endSeen && !ended.has(endSeen))) lookSoon()
    lookedAt = scrollY
  }

  /** An end counts when the reader is still there at a second look. */
  const lookForEnd = (place) => {
    const id = place?.end ? place.chapter.id : null
    if (id !== null && id === endSeen && !ended.has(id)) {
      ended.add(id)
      unsaidEnds.push(id)
      unsaid ??= { ...place, at: movedAt }
      tell(false)
    }
    endSeen = id
  }

  const lookSoon = () => {
    if (document.visibilityState === 'visible') looking ??= setTimeout(look, LOOK_MS)
  }

  const tell = async (isLeaving) => {
    clearTimeout(telling)
    telling = null
    if (!unsaid) return
    const [place, ends] = [unsaid, unsaidEnds]
    ;[unsaid, unsaidEnds] = [null, []]
    if (await keeper.keep({ ...place, fingerprint: fingerprintAt(place), ends }, isLeaving)) return
    unsaid ??= place
    unsaidEnds.unshift(...ends)
  }

  const leave = () => {
    if (looking) look()
    clearTimeout(looking)
    looking = null
    tell(true)
  }

  const act = () => (isReading = true)
  const move = () => {
    movedAt = Date.now()
    if (movedAt - openedAt > OPENING_MS) act()
    lookSoon()
  }
  for (const kind of ACTS) addEventListener(kind, act, { passive: true, once: true })
  addEventListener('scroll', move, { passive: true })
  addEventListener('resize', move, { passive: true })
  addEventListener('online', () => tell(false))
  addEventListener('pagehide', leave)
  // Told before the next page is asked for, which shows it.
  document.addEventListener('click', (event) => event.target.closest?.('a[href], button') && leave())
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'visible' ? lookSoon() : leave()))
  lookSoon()
}

/** Whoever moves by more than a screen in a moment is on the way to somewhere. */
function paceOf() {
  let samples = [{ at: Date.now(), y: scrollY }]
  return {
    isCalm() {
      const now = Date.now()
      const before = samples.findLast(({ at }) => at <= now - CALM_MS) ?? samples[0]
      samples = [...samples.slice(samples.indexOf(before)), { at: now, y: scrollY }]
      return samples.every(({ y }) => Math.abs(y - scrollY) <= innerHeight)
    },
  }
}

function isSame(one, other) {
  return one.chapter === other?.chapter && one.index === other.index && one.end === other.end
}

/** The chapter and paragraph at the line; null above the text, where the menus are. */
function placeIn(chapters) {
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
function placeAtOpening(chapters) {
  const mark = location.hash === '#place' && document.getElementById('place')
  const chapter = mark && chapters.find(({ text }) => text.contains(mark))
  if (!chapter) return placeIn(chapters)
  chapter.paragraphs = paragraphsIn(chapter.text)
  const isBefore = ({ node }) => node.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING
  return { chapter, index: Math.max(0, chapter.paragraphs.findLastIndex(isBefore)), end: false }
}

function fingerprintAt({ chapter, index }) {
  return fingerprintOf(
    chapter.paragraphs.map(({ text }) => text),
    index,
  )
}

/** For members. Resolves to false when it is to be told again. */
function accountKeeper(address) {
  let isClosed = false
  return {
    async keep({ chapter, index, fingerprint, end, at, ends }, isLeaving) {
      if (isClosed) return true
      const body = new URLSearchParams({ chapter: chapter.id, paragraph: index, fingerprint })
      body.set('ago', Math.max(0, Date.now() - at))
      if (end) body.set('end', 'yes')
      for (const id of ends) body.append('ended', id)
      if (isLeaving) return navigator.sendBeacon(address, body)
      const answer = await fetch(address, { method: 'POST', body, redirect: 'manual' }).catch(() => null)
      // Logged out meanwhile, or the work is gone: nobody to tell. A server in trouble is told again.
      isClosed = answer !== null && answer.status < 500 && !answer.ok
      return isClosed || answer?.ok === true
    },
  }
}
