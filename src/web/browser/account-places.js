// Members' places: kept by the archive, on every device.

/** Resolves to false when it is to be told again. */
export function accountKeeper(address) {
  let isClosed = false
  return {
    async keep({ chapter, index, fingerprint, end, at, ends }, isLeaving) {
      if (isClosed) return true
      const body = new URLSearchParams({ chapter: chapter.id, paragraph: index, fingerprint })
      body.set('ago', Math.max(0, Date.now() - at))
      if (end) body.set('end', 'yes')
      for (const id of ends) body.append('ended', id)
      if (isLeaving) return navigator.sendBeacon(address, body)
      const answer = await fetch(address, { method: 'POST', body, redirect: 'manual' }).catch(() => null)
      // Logged out meanwhile, or the work is gone: nobody to tell. A server in trouble is told again.
      isClosed = answer !== null && answer.status < 500 && !answer.ok
      return isClosed || answer?.ok === true
    },
  }
}
