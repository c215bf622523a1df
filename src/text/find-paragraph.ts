// A paragraph's fingerprint, by which it is found again when its author has changed the text around it, or a little of
// its own. It holds a sketch of the paragraph and of both neighbours: the smallest few hashes of all runs of five
// letters. Two texts have about as much of their sketches in common as of themselves, whatever the language.
// Runs on the server and in the browser.

const RUN = 5
const BASE = 0x01000193
const SKETCH = { own: 8, neighbour: 4 }
/** Of a very long paragraph, as of a text without any, the beginning will do. */
const MOST_LETTERS = 2000
const DIGITS = 5

export const FINGERPRINT = /^[0-9a-f]{0,40}\.[0-9a-f]{0,20}\.[0-9a-f]{0,20}$/

/** As `FINGERPRINT` has it: the paragraph, the one before, the one after. */
export function fingerprintOf(texts: readonly string[], index: number): string {
  const sketches = [
    sketchOf(texts[index], SKETCH.own),
    sketchOf(texts[index - 1], SKETCH.neighbour),
    sketchOf(texts[index + 1], SKETCH.neighbour),
  ]
  return sketches.map(written).join('.')
}

export interface KeptParagraph {
  index: number
  /** Empty: only the number is known. */
  fingerprint: string
}

/** Below this part of what an unchanged paragraph would score, it is another one. */
const ENOUGH = 0.45
const UNCHANGED = 0.95

/** The paragraph again; when it is gone, the one that follows where it was. */
export function findParagraph(texts: readonly string[], kept: KeptParagraph): number {
  const place = Math.max(0, Math.min(kept.index, texts.length - 1))
  if (!FINGERPRINT.test(kept.fingerprint)) return place
  const wanted = readFingerprint(kept.fingerprint)
  const known = new Map<number, Sketches>()
  const at = (index: number): Sketches => {
    let sketches = known.get(index)
    if (!sketches) known.set(index, (sketches = sketchesAt(texts[index])))
    return sketches
  }
  let best = { index: place, score: score(wanted, at, place) }
  if (best.score >= UNCHANGED) return place
  for (const index of outward(place, texts.length)) {
    const found = score(wanted, at, index)
    if (found >= UNCHANGED) return index
    if (found > best.score) best = { index, score: found }
  }
  return best.score >= ENOUGH ? best.index : (gapLeftBy(wanted, at, { place, count: texts.length }) ?? place)
}

interface Sketches {
  own: readonly number[]
  neighbour: readonly number[]
}

interface Wanted {
  own: readonly number[]
  before: readonly number[]
  after: readonly number[]
}

type At = (index: number) => Sketches

function sketchesAt(text: string | undefined): Sketches {
  const own = sketchOf(text, SKETCH.own)
  return { own, neighbour: own.slice(0, SKETCH.neighbour) }
}

/** From 0 to 1. A paragraph of a few letters says little by itself, so its neighbours say more. */
function score({ own, before, after }: Wanted, at: At, index: number): number {
  const weights = [2 * weightOf(own, SKETCH.own), weightOf(before, SKETCH.neighbour), weightOf(after, SKETCH.neighbour)]
  const likenesses = [
    likeness(own, at(index).own, SKETCH.own),
    likeness(before, at(index - 1).neighbour, SKETCH.neighbour),
    likeness(after, at(index + 1).neighbour, SKETCH.neighbour),
  ]
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return sum(weights.map((weight, part) => weight * likenesses[part]!)) / sum(weights)
}

function weightOf(sketch: readonly number[], size: number): number {
  return 0.25 + (0.75 * sketch.length) / size
}

/** Where the paragraph stood, by what stood after or before it. */
function gapLeftBy(
  { before, after }: Wanted,
  at: At,
  { place, count }: { place: number; count: number },
): number | null {
  const likest = (sketch: readonly number[]) => {
    if (sketch.length < SKETCH.neighbour) return null
    let best = { index: -1, likeness: 0.5 }
    for (const index of [place, ...outward(place, count)]) {
      const found = likeness(sketch, at(index).neighbour, SKETCH.neighbour)
      if (found > best.likeness) best = { index, likeness: found }
    }
    return best.index === -1 ? null : best.index
  }
  const next = likest(after)
  if (next !== null) return next
  const previous = likest(before)
  return previous === null ? null : Math.min(previous + 1, count - 1)
}

/** Every other index, the near ones first. */
function* outward(place: number, count: number): Generator<number> {
  for (let step = 1; step < count; step++) {
    if (place + step < count) yield place + step
    if (place - step >= 0) yield place - step
  }
}

/** Of two sorted sketches: how much of the smallest hashes of both together is in each. Two without letters are alike. */
function likeness(one: readonly number[], other: readonly number[], size: number): number {
  const both = [...new Set([...one, ...other])].sort((a, b) => a - b).slice(0, size)
  if (both.length === 0) return 1
  return both.filter((hash) => one.includes(hash) && other.includes(hash)).length / both.length
}

/** The smallest hashes, sorted. No text: none. */
function sketchOf(text: string | undefined, size: number): number[] {
  const smallest: number[] = []
  if (text === undefined) return smallest
  const letters = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .slice(0, MOST_LETTERS)
  let hash = 0
  let leaving = 1
  for (let step = 0; step < RUN; step++) leaving = Math.imul(leaving, BASE)
  for (let end = 0; end < letters.length; end++) {
    hash = (Math.imul(hash, BASE) + letters.charCodeAt(end)) | 0
    if (end >= RUN) hash = (hash - Math.imul(leaving, letters.charCodeAt(end - RUN))) | 0
    if (end >= RUN - 1 || end === letters.length - 1) keepSmall(smallest, mixed(hash), size)
  }
  return smallest
}

function keepSmall(smallest: number[], hash: number, size: number): void {
  if (smallest.length === size && hash >= smallest[size - 1]!) return
  const place = smallest.findIndex((kept) => kept >= hash)
  if (place === -1) smallest.push(hash)
  else if (smallest[place] !== hash) smallest.splice(place, 0, hash)
  if (smallest.length > size) smallest.pop()
}

/** Twenty bits, well spread: the finish of MurmurHash3. */
function mixed(hash: number): number {
  let mix = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mix = Math.imul(mix ^ (mix >>> 13), 0xc2b2ae35)
  return ((mix ^ (mix >>> 16)) >>> 0) >>> 12
}

function written(sketch: readonly number[]): string {
  return sketch.map((hash) => hash.toString(16).padStart(DIGITS, '0')).join('')
}

function readFingerprint(fingerprint: string): Wanted {
  const [own, before, after] = fingerprint
    .split('.')
    .map((part) => part.match(/.{5}/g)?.map((hash) => parseInt(hash, 16)) ?? [])
  return { own: own ?? [], before: before ?? [], after: after ?? [] }
}
