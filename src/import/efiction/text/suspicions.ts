// Signs that the old program lost something. Too weak to change a text by, strong enough to be counted.

/** It threw away everything after `<3`: what is left ends within a sentence, before a space. */
export function looksSwallowed(text: string): boolean {
  return SWALLOWED.test(text)
}

const SWALLOWED =
  /(?:^|[\s>])(?:i|i'll|i just|we|you|and|but|so much|because i|really|the|my|to|je|je t|et|ich|und) $|^(?:<p>)?\p{L}{1,2} $/iu

/** On French sites it made `…crit` of `Écrit` at saving. The rest of these words is no word by itself. */
export function looksLikeLostCapital(text: string): boolean {
  return text.includes('…') && LOST_CAPITAL.test(text)
}

const LOST_CAPITAL =
  /(?:^|[\s«“(>])…(?:crit|crits|crite|crire|tait|taient|tant|pilogue|pisode|ternel|ternelle|cole|quipe|glise|trange|coute|lise|lodie|ric|milie|douard|lizabeth|gypte|dition|nigme|veil|galement|videmment)(?!\p{L})/iu

/** The capital, where the same words appear in the same row with it: `Écrit` in the title, `…crit` in the summary. */
export function mendCapitals(text: string, others: readonly string[]): string {
  if (!text.includes('…')) return text
  return text.replace(/(?<=^|[\s«(>])…(\p{Ll}{3,})(?!\p{L})/gu, (found, rest: string) => {
    const word = new RegExp(`(?<!\\p{L})[Éé]${rest}(?!\\p{L})`, 'u')
    return [text, ...others].some((each) => word.test(each)) ? `É${rest}` : found
  })
}
