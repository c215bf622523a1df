// The service worker: there only in browsers in which somebody keeps a work. Pages come from the network as ever; what
// is kept answers when there is none.
import { answerAsset, answerPage, answerPicture, answerSettings } from './answer.js'
import { forgetPrivate, forgetWork, keepShelf, keepWork, leaveShelf, rememberLook } from './keep.js'
import { refreshNow } from './refresh.js'

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (url.origin !== location.origin) return
  if (request.method === 'POST' && request.mode === 'navigate') return followDoor(event, url.pathname)
  if (request.method !== 'GET') return
  if (request.mode === 'navigate') event.respondWith(answerPage(event, url))
  else if (url.pathname === '/reading-settings') event.respondWith(answerSettings(request))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(answerAsset(request))
  else if (url.pathname.startsWith('/uploads/') || url.pathname.endsWith('/cover.svg'))
    event.respondWith(answerPicture(request))
})

/** Logging out forgets at once what is not for everybody; whoever logs in may have other rights. */
function followDoor(event, path) {
  if (path === '/logout') event.waitUntil(forgetPrivate())
  if (path === '/login') event.waitUntil(refreshNow({ afterMs: 3000 }))
}

const DEEDS = {
  keep: ({ work, assets }, tell) => keepWork(work, { self: true }, tell, assets),
  forget: ({ work }) => forgetWork(work),
  keepShelf: ({ shelf, assets }, tell) => keepShelf(shelf, tell, assets),
  leaveShelf: ({ shelf }) => leaveShelf(shelf),
  refresh: () => refreshNow(),
  look: ({ attributes }) => rememberLook(attributes),
}

self.addEventListener('message', (event) => {
  const deed = DEEDS[event.data?.deed]
  if (!deed) return
  const port = event.ports[0]
  const tell = (progress) => port?.postMessage({ progress })
  const done = deed(event.data, tell).then(
    (result) => port?.postMessage({ done: result ?? true }),
    (error) =>
      port?.postMessage({ trouble: error.name === 'QuotaExceededError' ? 'full' : (error.trouble ?? 'network') }),
  )
  event.waitUntil(done)
})
