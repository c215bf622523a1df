// Members' places in works that are kept offline: a copy on the device, so that reading goes on there without a network,
// and what the archive has not heard of yet. Both go when nobody is logged in.
import { COPIES, deviceKeeper } from './device-places.js'

const UNTOLD = 'fanfold.untold-places'

/** Does nothing in works that are not kept. */
export function copyKeeper(article) {
  const device = deviceKeeper(article, COPIES)
  const isKeptPage = 'kept' in article.dataset
  const isKept = isKeptPage ? Promise.resolve(true) : hasCache(`fanfold-work-${article.dataset.work}`)
  return {
    begin: (chapters) => (isKeptPage ? device.begin(chapters) : isKept.then((kept) => kept && device.begin(chapters))),
    keep: async (place) => (await isKept) && device.keep(place),
  }
}

async function hasCache(name) {
  // On an address that is not secure there are none.
  return window.isSecureContext && 'caches' in window && caches.has(name).catch(() => false)
}

function readUntold() {
  try {
    return JSON.parse(localStorage.getItem(UNTOLD) ?? '{}')
  } catch {
    return {}
  }
}

function writeUntold(untold) {
  try {
    localStorage.setItem(UNTOLD, JSON.stringify(untold))
  } catch {
    // No storage, or none left.
  }
}

/** `body`: what the archive is to be told, but for how long ago it was. The latest place of a work is enough. */
export function stash(address, body, at) {
  writeUntold({ ...readUntold(), [address]: { body: String(body), at } })
}

/** Unless the reader has gone on meanwhile. */
export function unstash(address, at) {
  const { [address]: told, ...rest } = readUntold()
  if (told?.at === at) writeUntold(rest)
}

/** On a page that came from the archive: tells a member's untold places, or forgets them when nobody is logged in. */
export async function settleKeptPlaces() {
  if (document.querySelector('article[data-kept]')) return
  const out = document.querySelector('form[action="/logout"]')
  out?.addEventListener('submit', forget)
  if (!out && document.querySelector('a[href^="/login"]')) return forget()
  if (!out) return
  for (const [address, { body, at }] of Object.entries(readUntold())) {
    const sent = new URLSearchParams(body)
    sent.set('ago', Math.max(0, Date.now() - at))
    const answer = await fetch(address, { method: 'POST', body: sent, redirect: 'manual' }).catch(() => null)
    if (answer === null || answer.status >= 500) return
    unstash(address, at)
  }
}

function forget() {
  for (const key of [UNTOLD, COPIES]) localStorage.removeItem(key)
}
