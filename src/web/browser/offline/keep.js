// Keeping works and letting them go. A page is fetched again only when the archive names another version of it.
import { ASSETS, cacheOf, listKept, readAbout, recall, remember, writeAbout } from './shelf-of-caches.js'

const AT_ONCE = 4
const GONE = [401, 403, 404, 410]

class Trouble extends Error {
  constructor(trouble) {
    super(trouble)
    this.trouble = trouble
  }
}

/** `reason`: `{ self: true }`, by its own button, or `{ shelf }`. Forgets a work that the reader may no longer read. */
export async function keepWork(work, reason, tell = () => {}, assets = []) {
  const before = await readAbout(work)
  const list = await askFor(`/works/${work}/offline`)
  if (list === null) {
    await forgetWork(work)
    throw new Trouble('gone')
  }
  try {
    await keepAssets([...new Set([...list.assets, ...assets])])
    await keepPages(work, { list, before, tell })
  } catch (error) {
    if (!before) await forgetWork(work)
    throw error
  }
  const { title, byline, language, isPrivate, chapters, chaptersSaid, pages } = list
  const versions = Object.fromEntries(pages.map(({ path, version }) => [path, version]))
  const about = { work, title, byline, language, isPrivate, chapters, chaptersSaid, versions }
  await writeAbout(work, { ...about, keptAt: Date.now(), ...reasons(before, reason) })
  return chapters
}

function reasons(before, { self, shelf }) {
  const shelves = new Set(before?.shelves ?? [])
  if (shelf) shelves.add(shelf)
  return { self: Boolean(self || before?.self), shelves: [...shelves] }
}

async function keepPages(work, { list, before, tell }) {
  const cache = await caches.open(cacheOf(work))
  const wanted = new Set(list.pages.map(({ path }) => path))
  const fresh = list.pages.filter(({ path, version }) => before?.versions[path] !== version)
  let done = list.pages.length - fresh.length
  await eachOf(fresh, async ({ path }) => {
    const pictures = await keepPage(cache, path)
    for (const picture of pictures) if (!(await cache.match(picture))) await cache.add(picture).catch(() => {})
    tell({ done: ++done, all: list.pages.length })
  })
  for (const path of Object.keys(before?.versions ?? {})) if (!wanted.has(path)) await cache.delete(path)
}

/** The addresses of the pictures on it. */
async function keepPage(cache, path) {
  const response = await fetch(path, { credentials: 'same-origin', cache: 'no-store' })
  if (!response.ok || response.redirected) throw new Trouble('network')
  await cache.put(path, response.clone())
  if (!response.headers.get('content-type')?.startsWith('text/html')) return []
  const text = await response.text()
  return [...text.matchAll(/ src="(\/uploads\/[^"?#]+)"/g)].map(([, address]) => address)
}

async function keepAssets(paths) {
  const cache = await caches.open(ASSETS)
  await eachOf(paths, async (path) => {
    if (path.startsWith('/assets/') && (await cache.match(path))) return
    await cache.add(new Request(path, { credentials: 'same-origin', cache: 'reload' }))
  })
}

async function eachOf(things, deed) {
  const rest = [...things]
  const work = async () => {
    for (let next = rest.shift(); next; next = rest.shift()) await deed(next)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
}

/** Null: it is not there for this reader. */
async function askFor(path) {
  const response = await fetch(path, { credentials: 'same-origin', cache: 'no-store' })
  if (GONE.includes(response.status) || response.redirected) return null
  if (!response.ok) throw new Trouble('network')
  return response.json()
}

export async function forgetWork(work) {
  await caches.delete(cacheOf(work))
}

/** All works of a shelf, now and whenever it changes. */
export async function keepShelf(shelf, tell = () => {}, assets = []) {
  const shelves = await recall('shelves', [])
  const list = await askFor(`/account/shelves/${encodeURIComponent(shelf)}/offline`)
  if (list === null) return leaveShelf(shelf)
  if (!shelves.includes(shelf)) await remember('shelves', [...shelves, shelf])
  for (const [index, work] of list.works.entries()) {
    await keepWork(work, { shelf }, () => {}, assets).catch((error) => {
      if (error.trouble !== 'gone') throw error
    })
    tell({ done: index + 1, all: list.works.length })
  }
  await letGo(shelf, (work) => !list.works.includes(work))
  return list.works.length
}

export async function leaveShelf(shelf) {
  await remember(
    'shelves',
    (await recall('shelves', [])).filter((one) => one !== shelf),
  )
  await letGo(shelf, () => true)
}

/** Works that were kept for the shelf's sake alone go. */
async function letGo(shelf, isOff) {
  for (const work of await listKept()) {
    const about = await readAbout(work)
    if (!about?.shelves.includes(shelf) || !isOff(work)) continue
    const shelves = about.shelves.filter((one) => one !== shelf)
    if (about.self || shelves.length > 0) await writeAbout(work, { ...about, shelves })
    else await forgetWork(work)
  }
}

/** At log-out: what a guest may not read, and which shelves there were. */
export async function forgetPrivate() {
  await remember('shelves', [])
  for (const work of await listKept()) {
    const about = await readAbout(work)
    if (!about || about.isPrivate) await forgetWork(work)
    else await writeAbout(work, { ...about, self: true, shelves: [] })
  }
}

/** How the reader wants pages to look: the attributes of `<html>`, put onto kept pages when they are shown. */
export async function rememberLook(attributes) {
  await remember('look', attributes)
}
