// Where things lie: one cache for each kept work, one for what all pages need, one for what the worker remembers.

export const ASSETS = 'fanfold-assets'
export const MEMORY = 'fanfold-memory'
const WORK = /^fanfold-work-(\d+)$/
const ABOUT = '/about'

export const cacheOf = (work) => `fanfold-work-${work}`

/** The numbers of the works that are kept, whole or not. */
export async function listKept() {
  const names = await caches.keys()
  return names.flatMap((name) => (WORK.test(name) ? [Number(WORK.exec(name)[1])] : []))
}

/** What is known of a kept work; null: nothing, or it never came to its end. */
export async function readAbout(work) {
  if (!(await caches.has(cacheOf(work)))) return null
  const found = await (await caches.open(cacheOf(work))).match(ABOUT)
  return found ? found.json() : null
}

/** Written last: a work without it is not whole. */
export async function writeAbout(work, about) {
  await (await caches.open(cacheOf(work))).put(ABOUT, json(about))
}

export async function recall(name, otherwise) {
  const found = await (await caches.open(MEMORY)).match(`/${name}`)
  return found ? found.json() : otherwise
}

export async function remember(name, value) {
  await (await caches.open(MEMORY)).put(`/${name}`, json(value))
}

function json(value) {
  return new Response(JSON.stringify(value), { headers: { 'content-type': 'application/json' } })
}
