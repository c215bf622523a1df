export const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(
  'ar arc arz ary azb bal ckb dv fa glk he iw ji ks lrc mzn nqo pnb prs ps sd skr syr ug ur yi'.split(' '),
)
const SCRIPTS = new Set(['arab', 'hebr', 'thaa', 'syrc', 'nkoo', 'adlm', 'rohg', 'samr', 'mand'])

/** Which way a language is written, for `dir`; by its script where the BCP 47 tag names one. */
export function directionOf(language: string): Direction {
  let direction = kept.get(language)
  if (direction === undefined) {
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(language, (direction = findDirection(language)))
  }
  return direction
}

type Direction = 'ltr' | 'rtl'

/** Asked for every title of a list. */
const kept = new Map<string, Direction>()
const MOST_KEPT = 200

function findDirection(language: string): Direction {
  const [name = '', ...rest] = language.toLowerCase().split('-')
  const script = rest.find((part) => part.length === 4 && !/\d/.test(part))
  if (script) return SCRIPTS.has(script) ? 'rtl' : 'ltr'
  return RIGHT_TO_LEFT.has(name) ? 'rtl' : 'ltr'
}
