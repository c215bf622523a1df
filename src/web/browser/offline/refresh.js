// New chapters come when the network does: after a page has come from it, at most twice an hour.
import { forgetWork, keepShelf, keepWork } from './keep.js'
import { listKept, readAbout, recall, remember } from './shelf-of-caches.js'

const EVERY_MS = 30 * 60 * 1000
let running = null
let lastAt = 0

export async function refreshSometimes() {
  if (Date.now() - lastAt < EVERY_MS) return
  lastAt = Math.max(lastAt, await recall('refreshedAt', 0))
  if (Date.now() - lastAt < EVERY_MS) return
  await refreshNow()
}

/** The network is gone: the first page that comes from it again brings what is new along. */
export async function refreshWhenBack() {
  lastAt = 0
  await remember('refreshedAt', 0)
}

export async function refreshNow({ afterMs = 0 } = {}) {
  if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs))
  running ??= refreshAll().finally(() => (running = null))
  return running
}

async function refreshAll() {
  lastAt = Date.now()
  await remember('refreshedAt', lastAt)
  for (const shelf of await recall('shelves', [])) await keepShelf(shelf).catch(() => {})
  for (const work of await listKept()) {
    const about = await readAbout(work)
    if (about) await keepWork(work, {}).catch(() => {})
    else await forgetWork(work)
  }
}
