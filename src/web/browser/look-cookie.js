// The same cookie as in reading/look-cookie.ts.
const COOKIE = 'fanfold_look'
const YEAR_SECONDS = 31_536_000

let seen = readLook()

export function writeLook(words) {
  const secure = location.protocol === 'https:' ? ';secure' : ''
  const maxAge = words.length > 0 ? YEAR_SECONDS : 0
  document.cookie = `${COOKIE}=${words.join('.')};path=/;max-age=${maxAge};samesite=lax${secure}`
  seen = readLook()
}

/** A page that comes back out of the browser's memory, and looks as it did when it was left, is asked for anew. */
export function followOtherPages() {
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted && seen !== readLook()) location.reload()
  })
}

function readLook() {
  return document.cookie.split('; ').find((pair) => pair.startsWith(`${COOKIE}=`)) ?? ''
}
