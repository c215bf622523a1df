// Tells how much of a bundle has been made, for which browsers show no more than that something comes.

const EVERY_MS = 1000
/** So often an answer may fail: it may not have begun, or another node makes it. */
const MOST_FAILURES = 10

export function showMaking(place) {
  const [bar, words] = [place.querySelector('progress'), place.querySelector('span')]
  const begun = words.textContent
  let latest = ''
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-making]')
    if (!link) return
    latest = newName()
    const address = new URL(link.href)
    address.searchParams.set('making', latest)
    link.href = address.href
    place.hidden = false
    bar.hidden = false
    bar.removeAttribute('value')
    words.textContent = begun
    void follow(latest)
  })

  async function follow(name) {
    for (let failures = 0; failures < MOST_FAILURES;) {
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
      const making = await ask(name)
      // Another link has been followed since.
      if (name !== latest) return
      if (!making) failures++
      else {
        show(making)
        if (making.state !== 'going on') return
      }
    }
    place.hidden = true
  }

  async function ask(name) {
    const answer = await fetch(`${place.dataset.ask}?of=${name}`).catch(() => null)
    return answer?.status === 200 ? answer.json() : null
  }

  function show(making) {
    bar.max = making.total
    bar.value = making.done
    bar.hidden = making.state !== 'going on'
    words.textContent = making.words
  }
}

function newName() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
