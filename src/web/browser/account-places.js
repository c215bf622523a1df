// Members' places: kept by the archive, on every device.
import { copyKeeper, stash, unstash } from './kept-places.js'

/** `keep` resolves to false when it is to be told again. */
export function accountKeeper(article) {
  const address = article.dataset.place
  const copy = copyKeeper(article)
  let isClosed = false
  return {
    begin: copy.begin,
    async keep(place, isLeaving) {
      if (isClosed) return true
      const { chapter, index, fingerprint, end, at, ends } = place
      const body = new URLSearchParams({ chapter: chapter.id, paragraph: index, fingerprint })
      if (end) body.set('end', 'yes')
      for (const id of ends) body.append('ended', id)
      copy.keep(place)
      // A page that is read without a network: told when there is one, from whatever page.
      if ('kept' in article.dataset) stash(address, body, at)
      body.set('ago', Math.max(0, Date.now() - at))
      if (isLeaving) return navigator.sendBeacon(address, body)
      const answer = await fetch(address, { method: 'POST', body, redirect: 'manual' }).catch(() => null)
      // Logged out meanwhile, or the work is gone: nobody to tell. A server in trouble is told again.
      isClosed = answer !== null && answer.status < 500 && !answer.ok
      const isTold = isClosed || answer?.ok === true
      if (isTold) unstash(address, at)
      return isTold
    },
  }
}
