// Keeping a work or a shelf in this browser: asks the service worker, which comes only when somebody wants it.

/** Needs a secure address and a browser that lends room. */
export const canKeep = () => window.isSecureContext && 'serviceWorker' in navigator && 'caches' in window

export async function keepOffline(place) {
  if (!canKeep()) return
  const { work, shelf } = place.dataset
  const [button, kept, status] = ['[data-deed="keep"]', '[data-part="kept"]', '[role="status"]'].map((one) =>
    place.querySelector(one),
  )
  const show = async () => {
    const isKept = work ? await isWorkKept(work) : await isShelfKept(shelf)
    button.hidden = isKept
    kept.hidden = !isKept
    place.hidden = false
  }
  const deed = (message) =>
    ask(message, ({ done, all }) => {
      status.textContent = place.dataset.keeping.replace('{done}', done).replace('{all}', all)
    }).then(
      () => (status.textContent = ''),
      (error) => (status.textContent = place.dataset[error.message] ?? place.dataset.network),
    )
  button.addEventListener('click', async () => {
    button.disabled = true
    navigator.storage?.persist?.()
    await deed(work ? { deed: 'keep', work: Number(work) } : { deed: 'keepShelf', shelf })
    button.disabled = false
    await show()
  })
  place.querySelector('[data-deed="forget"]').addEventListener('click', async () => {
    await deed(work ? { deed: 'forget', work: Number(work) } : { deed: 'leaveShelf', shelf })
    await show()
    button.focus()
  })
  await show()
}

async function isWorkKept(work) {
  const name = `fanfold-work-${work}`
  return (await caches.has(name)) && Boolean(await (await caches.open(name)).match('/about'))
}

async function isShelfKept(shelf) {
  const found = await caches.match('/shelves', { cacheName: 'fanfold-memory' })
  return found ? (await found.json()).includes(shelf) : false
}

/** Resolves when the deed is done; rejects with `full`, `network` or `gone`. */
export async function ask(message, onProgress = () => {}) {
  await navigator.serviceWorker.register('/offline-worker.js')
  const { active } = await navigator.serviceWorker.ready
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve, reject) => {
    port1.addEventListener('message', ({ data }) => {
      if (data.progress) return onProgress(data.progress)
      port1.close()
      if (data.trouble) reject(new Error(data.trouble))
      else resolve(data.done)
    })
    port1.start()
    active.postMessage({ ...message, assets: assetsInUse() }, [port2])
  })
}

/** The typefaces that the reader chose among them. */
function assetsInUse() {
  const names = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname)
  return names.filter((path) => path.startsWith('/assets/'))
}

/** Kept pages are shown in the look that the reader has chosen last. */
export function tellLook() {
  const { controller } = navigator.serviceWorker ?? {}
  if (!controller) return
  const tell = () => {
    const attributes = [...document.documentElement.attributes].filter(({ name }) => name.startsWith('data-'))
    const look = Object.fromEntries(attributes.map(({ name, value }) => [name, value]))
    controller.postMessage({ deed: 'look', attributes: look }, [])
  }
  tell()
  new MutationObserver(tell).observe(document.documentElement, { attributes: true })
}
