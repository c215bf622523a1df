// On pages of text: the header makes room while the reader goes on, and a thin line tells how far they are.

const SMALL_MOVE = 6

export function followReading() {
  const root = document.documentElement
  const article = document.querySelector('article')
  if (!article) return
  const line = document.createElement('div')
  line.className = 'progress'
  line.setAttribute('aria-hidden', 'true')
  document.body.append(line)
  root.classList.add('follows-scroll')

  let before = window.scrollY
  let waiting = false
  const look = () => {
    waiting = false
    const now = window.scrollY
    if (now < 80) root.classList.remove('header-away')
    else if (Math.abs(now - before) > SMALL_MOVE) root.classList.toggle('header-away', now > before)
    before = now
    root.style.setProperty('--read', String(partRead(article)))
  }
  const lookSoon = () => {
    if (waiting) return
    waiting = true
    requestAnimationFrame(look)
  }
  addEventListener('scroll', lookSoon, { passive: true })
  addEventListener('resize', lookSoon, { passive: true })
  look()
}

/** From 0, nothing of the text has been on the screen, to 1. */
function partRead(article) {
  const { top, height } = article.getBoundingClientRect()
  const unseen = height - window.innerHeight
  if (unseen <= 0) return 1
  return Math.min(1, Math.max(0, -top / unseen))
}
