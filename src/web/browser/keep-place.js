// Notes where the reader is: which paragraph stands at the top of the window, and which chapters they have seen the end
// of. It looks now and then while they scroll, and tells the keeper seldom: once in a while, and when they leave.
import { accountKeeper } from './account-places.js'
import { deviceKeeper } from './device-places.js'
import { fingerprintAt, isSame, placeAtOpening, placeIn } from './place-in-view.js'

const LOOK_MS = 1000
const TELL_MS = 10_000
const CALM_MS = 2500
/** What a browser scrolls by itself while a page opens is no reading. */
const OPENING_MS = 3000
const ACTS = ['wheel', 'touchmove', 'keydown', 'pointerdown']

export function keepPlace(article) {
  const chapters = [...article.querySelectorAll('.chapter-text')].flatMap((text) => {
    const { chapter, number } = text.closest('[data-chapter]')?.dataset ?? {}
    return chapter ? [{ id: chapter, number: Number(number), text }] : []
  })
  if (chapters.length === 0) return
  const keeper = article.dataset.place === 'device' ? deviceKeeper(article) : accountKeeper(article)
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
