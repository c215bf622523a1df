// Signs that the old program lost something. Too weak to change a text by, strong enough to be counted.

/** It threw away everything after `<3`: what is left ends within a sentence, before a space. */
export function looksSwallowed(text: string): boolean {
  return text.endsWith(' ') && SWALLOWED.test(text)
}

const SWALLOWED =
  /(?:^|[\s>])(?:i|i'll|i just|we|you|and|but|so much|because i|really|the|my|to|je|je t|et|ich|und) $|^(?:<p>)?\p{L}{1,2} $/iu

/** A connection that knew no characters of four bytes stored each as `????`; of those that people type most follow a word. */
export function looksLikeLostEmoji(text: string): boolean {
  return text.includes('????') && LOST_EMOJI.test(text)
}

const LOST_EMOJI = /(?<![\p{L}\p{N}?])(?:\?{4})+(?![?!\p{L}\p{N}])/u

/** Some program between had no place for them: `caf? d?j? vu`, or nothing but question marks. */
export function looksLikeLostLetters(text: string): boolean {
  let marks = 0
  let within = 0
  for (let at = text.indexOf('?'); at >= 0; at = text.indexOf('?', at + 1)) {
    marks++
    if (at > 0 && WITHIN_A_WORD.test(text.slice(at - 1, at + 3)) && !isInAddress(text, at)) within++
    if (within === FEW) return true
  }
  if (marks <= FEW || marks * MOST_MARKUP < text.length || !/(?<!\?)(?:\?{4})*\?{1,3}(?!\?)/.test(text)) return false
  return marks > (text.replace(/<[^<>]*>/g, '').match(/\p{L}/gu)?.length ?? 0)
}

const FEW = 3
/** Of a text that is nothing but question marks these many characters for each may be tags. */
const MOST_MARKUP = 20
/** No mangled entity, as in `Who?r1;`. */
const WITHIN_A_WORD = /^\p{L}\?\p{Ll}(?!\d)/u
const LONGEST_ADDRESS = 100
const IN_ADDRESS = /[/.=@]\S*$/

function isInAddress(text: string, at: number): boolean {
  return IN_ADDRESS.test(text.slice(Math.max(0, at - LONGEST_ADDRESS), at))
}

/** On French sites it made `…crit` of `Écrit` at saving. The rest of these words is no word by itself. */
export function looksLikeLostCapital(text: string): boolean {
  return hasEllipsis(text) && LOST_CAPITAL.test(text)
}

export function hasEllipsis(text: string): boolean {
  if (text.includes('…')) return true
  return text.includes('&') && (text.includes('&#8230;') || text.includes('&hellip;'))
}

/** At saving the program wrote the character or its entity, as the site's character set had it. */
const ELLIPSIS = '(?:…|&#8230;|&hellip;)'
const BEFORE = '(?<=^|[\\s«“(>])'
const ENDINGS =
  'crit|crits|crite|crire|tait|taient|tant|pilogue|pisode|ternel|ternelle|cole|quipe|glise|trange|coute|lodie|ric|milie|douard|lizabeth|gypte|dition|nigme|veil|galement|videmment'
const LOST_CAPITAL = new RegExp(`${BEFORE}${ELLIPSIS}(?:${ENDINGS})(?!\\p{L})`, 'iu')
const CUT_WORD = new RegExp(`${BEFORE}${ELLIPSIS}(\\p{Ll}{3,})(?!\\p{L})`, 'gu')

/** The capital, where the same words appear in the same row with it: `Écrit` in the title, `…crit` in the summary. */
export function mendCapitals(text: string, others: readonly string[]): string {
  return text.replace(CUT_WORD, (found, rest: string) => {
    const word = new RegExp(`(?<!\\p{L})[Éé]${rest}(?!\\p{L})`, 'u')
    return [text, ...others].some((each) => word.test(each)) ? `É${rest}` : found
  })
}
