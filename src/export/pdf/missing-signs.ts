/** The scripts whose names pages know; `symbols` is everything that is no letter. */
export const SCRIPTS = [
  'Han',
  'Hiragana',
  'Katakana',
  'Hangul',
  'Thai',
  'Devanagari',
  'Bengali',
  'Tamil',
  'Telugu',
  'Georgian',
  'Armenian',
  'Ethiopic',
  'Khmer',
  'Myanmar',
  'Lao',
  'Tibetan',
  'Mongolian',
] as const

export type MissingScript = (typeof SCRIPTS)[number] | 'symbols' | 'others'

/** One sign in this many may be missing, and is replaced; a text with more would be no text any more. */
const ONE_IN = 200
/** With what joins and colours them. A text without its emoji is a text still, so any number may be missing. */
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Component}\u20e3]/u
const MOST_LISTED = 40

/** The machine has no typeface for what is written. */
export class MissingSigns extends Error {
  readonly scripts: readonly MissingScript[]

  constructor(scripts: readonly MissingScript[]) {
    super(`No typeface for ${scripts.join(', ')}`)
    this.name = 'MissingSigns'
    this.scripts = scripts
  }

  static refuseTooMany(missing: readonly number[], counts: ReadonlyMap<number, number>): void {
    const words = missing.filter((code) => !EMOJI.test(String.fromCodePoint(code)))
    const lost = words.reduce((sum, code) => sum + counts.get(code)!, 0)
    const all = counts.values().reduce((sum, count) => sum + count, 0)
    if (lost * ONE_IN > all) throw new MissingSigns([...new Set(words.map(scriptOf))])
  }

  static list(missing: readonly number[]): string {
    const names = missing.slice(0, MOST_LISTED).map((code) => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`)
    return names.join(', ') + (missing.length > MOST_LISTED ? ', …' : '')
  }
}

function scriptOf(code: number): MissingScript {
  const sign = String.fromCodePoint(code)
  const script = SCRIPTS.find((name) => new RegExp(`\\p{Script=${name}}`, 'u').test(sign))
  return script ?? (/\p{L}/u.test(sign) ? 'others' : 'symbols')
}
