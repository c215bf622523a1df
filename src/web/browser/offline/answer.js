// What a request gets: the network's answer, or what is kept when the network has none.
import { refreshSometimes, refreshWhenBack } from './refresh.js'
import { ASSETS, cacheOf, readAbout, recall } from './shelf-of-caches.js'

/** A kept page does not wait longer than this for a network that hardly moves. */
const PATIENCE_MS = 6000
/** Of a proxy whose archive is down. */
const DOWN = [502, 503, 504]
const ANY_COOKIE = { ignoreVary: true }

export async function answerPage(event, url) {
  const { request } = event
  const kept = await findKept(url.pathname)
  const asked = fetch(request)
  try {
    const response = await (kept ? inTime(asked) : asked)
    if (!kept || !DOWN.includes(response.status)) {
      event.waitUntil(refreshSometimes())
      return response
    }
  } catch {
    // No network: what is kept answers.
  }
  event.waitUntil(refreshWhenBack())
  const page = kept ?? (await (await caches.open(ASSETS)).match('/offline', ANY_COOKIE))
  return page ? withLook(page) : Response.error()
}

function inTime(asked) {
  asked.catch(() => {})
  return Promise.race([
    asked,
    new Promise((_, reject) => setTimeout(() => reject(new Error('The network is too slow.')), PATIENCE_MS)),
  ])
}

async function findKept(path) {
  const [, work, chapter] = /^\/works\/(\d+)(?:\/whole|\/chapters\/(\d+))?$/.exec(path) ?? []
  if (work === undefined || (await readAbout(work)) === null) return null
  const cache = await caches.open(cacheOf(work))
  const page = chapter ? await cache.match(`/works/${work}/offline/chapters/${chapter}`, ANY_COOKIE) : null
  return page ?? cache.match(`/works/${work}/offline/contents`, ANY_COOKIE)
}

async function withLook(page) {
  const look = await recall('look', {})
  const attributes = Object.entries(look)
    .map(([name, value]) => ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`)
    .join('')
  const text = (await page.text()).replace(/<html( lang="[^"]*")?[^>]*>/, (tag, lang = '') =>
    attributes === '' ? tag : `<html${lang}${attributes}>`,
  )
  const headers = new Headers(page.headers)
  for (const name of ['content-encoding', 'content-length']) headers.delete(name)
  return new Response(text, { headers })
}

/** The reading settings, which the pages open in their own. */
export async function answerSettings(request) {
  try {
    return await fetch(request)
  } catch {
    return (await (await caches.open(ASSETS)).match('/offline/reading-settings', ANY_COOKIE)) ?? Response.error()
  }
}

export async function answerAsset(request) {
  const cache = await caches.open(ASSETS)
  const found = await cache.match(request, ANY_COOKIE)
  if (found) return found
  const response = await fetch(request)
  if (response.ok) await cache.put(request, response.clone())
  return response
}

export async function answerPicture(request) {
  return (await caches.match(request, ANY_COOKIE)) ?? fetch(request)
}
