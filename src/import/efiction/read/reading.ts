import { isAscii, isUtf8 } from 'node:buffer'
import { invalid } from '../../../errors.ts'
import { type Charset, WINDOWS_1252, charsetNamed } from './charset.ts'
import { NO_PICTURES, type OldPictures } from './old-pictures.ts'
import { type Decoded, decode } from './decode.ts'

/** How many values were what, each counted once. `doubleEncoded` and `odd` count values that are counted above too. */
export interface ReadingCounts {
  ascii: number
  utf8: number
  /** In the site's own character set. */
  charset: number
  mixed: number
  doubleEncoded: number
  odd: number
}

/** Signs of what the old program lost: all after a `<3`, capitals with accents, emoji, and letters of other alphabets. */
export interface Suspects {
  swallowed: number
  lostCapitals: number
  lostEmoji: number
  lostLetters: number
  /** Pictures of the old site that its texts show. */
  missingPictures: number
}

/** What an owner may say about the texts. */
export interface ReadingRules {
  /** What bytes mean that are not UTF-8. */
  charset: Charset
  /** Whether to undo what the old program did to texts, where that is certain. */
  mend: boolean
}

/** What a reading in another thread must know to read as this one does. */
export interface ReadingStart {
  charset: string
  mend: boolean
  sawUtf8: boolean
  sawOther: boolean
  pictures: OldPictures
}

/** What a reading has counted. */
export interface ReadingResults {
  counts: ReadingCounts
  suspects: Suspects
  pictureHosts: ReadonlyMap<string, number>
  samples: readonly Sample[]
}

/**
 * Of a value in the site's own character set, or in UTF-8 with nothing in it that Western letters do not have: how many
 * bytes were looked at, and the letters among them.
 */
interface Sample {
  of: 'charset' | 'western' | 'others'
  bytes: number
  high: number
  plain: number
}

const MOST_HOSTS = 5000
/** Their bytes are addresses of computers. */
export const NO_TEXTS: ReadonlySet<string> = new Set(['log', 'online'])
const SAMPLED_BYTES = 50_000
/** Of one value. */
const SAMPLED = 500

/** How the values of one site are read, and what was found on the way. */
export class Reading implements ReadingRules {
  charset: Charset
  readonly mend: boolean
  #sawUtf8 = false
  #sawOther = false
  /** Addresses of pictures that members uploaded to the old site, in the texts. */
  pictures: OldPictures = NO_PICTURES
  readonly counts: ReadingCounts = {
    ascii: 0,
    utf8: 0,
    charset: 0,
    mixed: 0,
    doubleEncoded: 0,
    odd: 0,
  }
  readonly suspects: Suspects = { swallowed: 0, lostCapitals: 0, lostEmoji: 0, lostLetters: 0, missingPictures: 0 }
  /** How many pictures of other hosts the texts show, by host. */
  readonly pictureHosts = new Map<string, number>()

  readonly #samples: Sample[] = []
  readonly #sampled = { charset: noSamples(), western: noSamples(), others: noSamples() }

  constructor({ charset = WINDOWS_1252, mend = true }: Partial<ReadingRules> = {}) {
    this.charset = charset
    this.mend = mend
  }

  /** Looks at the values of a dump as they come by, before any of them is read. */
  see(table: string, values: readonly (Uint8Array | null)[]): void {
    // Only between Latin letters does it matter whether a dump is in UTF-8 from end to end.
    if (this.charset === WINDOWS_1252 || !this.charset.isLatin || this.#sawOther || NO_TEXTS.has(table)) return
    for (const value of values) {
      if (value === null || isAscii(value)) continue
      if (isUtf8(value)) this.#sawUtf8 = true
      else this.#sawOther = true
    }
  }

  decode(bytes: Buffer): Decoded {
    const decoded = decode(bytes, this.charset, this.#sawUtf8 && !this.#sawOther)
    this.counts[decoded.kind]++
    if (decoded.wasEncodedTwice) this.counts.doubleEncoded++
    if (decoded.oddBytes > 0) this.counts.odd++
    if (decoded.kind === 'charset') this.#addOurs(bytes)
    else if (decoded.kind === 'utf8' && this.charset === WINDOWS_1252) this.#addUtf8(decoded.text)
    return decoded
  }

  #addOurs(bytes: Buffer): void {
    if (this.#sampled.charset.bytes > SAMPLED_BYTES) return
    this.#addSample(sampleOf('charset', bytes.subarray(0, SAMPLED)))
  }

  #addUtf8(text: string): void {
    const { western, others } = this.#sampled
    if (western.bytes + others.bytes > SAMPLED_BYTES) return
    const bytes = WINDOWS_1252.encode(text.slice(0, SAMPLED).replaceAll('\ufffd', ''))
    this.#addSample(bytes ? sampleOf('western', bytes) : { of: 'others', bytes: SAMPLED, high: 0, plain: 0 })
  }

  /** Of values that are not UTF-8 more letters have marks, or are of another alphabet, than any Latin text has. */
  looksLikeAnotherScript(): boolean {
    return isHighest(this.#sampled.charset)
  }

  /** A tool that took the texts for Western ones, and converted them into UTF-8, made letters with marks of all others. */
  looksTakenForWestern(isOfOtherLetters: boolean): boolean {
    const { western, others } = this.#sampled
    return isHighest(western) || (isOfOtherLetters && western.values > 4 && western.values > others.values)
  }

  #addSample(sample: Sample): void {
    const sum = this.#sampled[sample.of]
    if (sum.bytes > SAMPLED_BYTES) return
    this.#samples.push(sample)
    sum.values++
    sum.bytes += sample.bytes
    sum.high += sample.high
    sum.plain += sample.plain
  }

  start(): ReadingStart {
    const { charset, mend, pictures } = this
    return { charset: charset.name, mend, pictures, sawUtf8: this.#sawUtf8, sawOther: this.#sawOther }
  }

  /** One in another thread, that has counted nothing yet. */
  static from({ charset, mend, pictures, sawUtf8, sawOther }: ReadingStart): Reading {
    const reading = new Reading({ charset: charsetNamed(charset) ?? WINDOWS_1252, mend })
    reading.pictures = pictures
    reading.#sawUtf8 = sawUtf8
    reading.#sawOther = sawOther
    return reading
  }

  results(): ReadingResults {
    const { counts, suspects, pictureHosts } = this
    return { counts, suspects, pictureHosts, samples: this.#samples }
  }

  /** What a reading in another thread has counted. */
  add({ counts, suspects, pictureHosts, samples }: ReadingResults): void {
    for (const sample of samples) this.#addSample(sample)
    for (const kind of Object.keys(counts) as (keyof ReadingCounts)[]) this.counts[kind] += counts[kind]
    for (const kind of Object.keys(suspects) as (keyof Suspects)[]) this.suspects[kind] += suspects[kind]
    for (const [host, count] of pictureHosts) this.countHost(host, count)
  }

  countHost(host: string, count = 1): void {
    if (this.pictureHosts.size < MOST_HOSTS || this.pictureHosts.has(host)) {
      this.pictureHosts.set(host, (this.pictureHosts.get(host) ?? 0) + count)
    }
  }
}

function noSamples() {
  return { values: 0, bytes: 0, high: 0, plain: 0 }
}

function isHighest({ high, plain }: { high: number; plain: number }): boolean {
  return high > 50 && high > plain
}

function sampleOf(of: Sample['of'], bytes: Uint8Array): Sample {
  let high = 0
  let plain = 0
  for (const byte of bytes) {
    const letter = byte | 0x20
    if (byte >= 0xc0) high++
    else if (letter >= 0x61 && letter <= 0x7a) plain++
  }
  return { of, bytes: bytes.length, high, plain }
}

/** Refuses a character set that is unknown, or that every reading knows by itself. */
export function readingOf({ charset, mend }: { charset?: string | null; mend?: boolean }): Reading {
  const named = charset ? charsetNamed(charset) : WINDOWS_1252
  if (named) return new Reading({ charset: named, mend: mend ?? true })
  const examples = 'windows-1250, windows-1251, iso-8859-2, koi8-r, big5 or shift_jis'
  throw invalid({
    charset: `"${charset}" cannot be used here. UTF-8 is recognised by itself; name what the rest is in, such as ${examples}.`,
  })
}

/** For rows that belong to no site, such as empty ones. */
export const PLAIN_READING = new Reading()
