// Answers a tree of words: each leaf is asked of the index, gates take away what the reader may not know, and the rest is
// put together here, so that both databases give the same works in the same order.
import type { Db } from '../../store/database.ts'
import { cut, type FoundWorks, inBoth, inEither, joined, NONE, roomFor, without } from './found-works.ts'
import type { KeptFound } from './kept-found.ts'
import { findInHeadings, findInPassages } from './look-up.ts'
import { bitOf, HEADING_BITS, HEADINGS, OPEN_BITS, worthOf } from './parts-of-work.ts'
import { type NumberLeaf, placesOf, type SearchedPart, type WordLeaf, type WordNode } from './query.ts'
import type { ReaderEyes } from './reader-eyes.ts'
import type { WorkFacts } from './work-facts.ts'

export interface Search {
  db: Db
  facts: WorkFacts
  eyes: ReaderEyes
  /** The reader's own works, where they have gates that others do not pass. */
  own: ReadonlySet<number>
  part: SearchedPart | null
  /** The first work that is looked at. */
  from: number
  /** What leaves have found. */
  kept: KeptFound<FoundWorks>
  /** Throws when time is up. */
  goOn: () => void
}

const TEXT = bitOf('text')
/** So that the clock is looked at meanwhile. */
const STRETCHES = 16
const FEW_WORKS = 20_000
/** Each stretch costs a search of its own: after a quick one the next is so much longer. */
const QUICK_MS = 5
const LONGER = 4
/** So many are kept: to look for them takes long. */
const MANY_FOUND = 2000

/** Works for which the tree holds, ascending. */
export async function evaluate(search: Search, node: WordNode): Promise<FoundWorks> {
  if (node.kind === 'words') return findLeaf(search, node)
  if (node.kind === 'number') return findNumbers(search, node)
  if (node.kind === 'not') return without(everything(search), await evaluate(search, node.of))
  if (node.kind === 'any') {
    let found = NONE
    for (const each of node.of) found = inEither(found, await evaluate(search, each))
    return found
  }
  let found: FoundWorks | null = null
  for (const each of node.of.filter((each) => each.kind !== 'not').toSorted(byRarity)) {
    const more = await evaluate(search, each)
    found = found ? inBoth(found, more) : more
    if (found.ids.length === 0) return NONE
  }
  found ??= everything(search)
  for (const each of node.of) if (each.kind === 'not') found = without(found, await evaluate(search, each.of))
  return found
}

/** A guess that costs nothing: long phrases and long words first. */
function byRarity(one: WordNode, other: WordNode): number {
  return lengthOf(other) - lengthOf(one)
}

function lengthOf(node: WordNode): number {
  return node.kind === 'words' ? node.phrase.words.join('').length : 0
}

async function findLeaf(search: Search, leaf: WordLeaf): Promise<FoundWorks> {
  const { part, from, eyes, kept } = search
  const places = placesOf(leaf, part)
  const key = JSON.stringify([leaf.phrase, places, from, eyes])
  const known = kept.get(key)
  if (known) return known
  const found = await lookUp(search, leaf, places)
  if (found.ids.length >= MANY_FOUND) kept.keep(key, found)
  return found
}

async function lookUp(search: Search, leaf: WordLeaf, places: number): Promise<FoundWorks> {
  const mask = maskOf(search, places)
  let found = NONE
  if (places & HEADING_BITS) {
    const rows = await inStretches(search, (stretch) => findInHeadings(search.db, leaf.phrase, stretch))
    found = joined(rows.map((ids) => openHeadings(ids, mask)))
  }
  if (places & TEXT) {
    const rows = await inStretches(search, (stretch) => findInPassages(search.db, leaf.phrase, stretch))
    found = inEither(found, joined(rows.map((ids) => openTexts(ids, mask))))
  }
  return found
}

async function inStretches(
  { facts, from, goOn }: Search,
  find: (stretch: { first: number; last: number }) => Promise<Float64Array>,
): Promise<Float64Array[]> {
  const found: Float64Array[] = []
  let length = Math.max(FEW_WORKS, Math.ceil((facts.last + 1) / STRETCHES))
  for (let first = from, last: number; first <= facts.last; first = last + 1) {
    goOn()
    last = Math.min(facts.last, first + length - 1)
    const begun = performance.now()
    found.push(await find({ first, last }))
    if (performance.now() - begun < QUICK_MS) length *= LONGER
  }
  return found
}

type Mask = (work: number) => number

/** Of each work, where this reader may find something. */
function maskOf({ facts, eyes, own }: Search, places: number): Mask {
  const { audience, rating } = facts
  const masks = new Map<number, number>()
  for (const each of eyes.closed) masks.set(each, places & OPEN_BITS)
  for (const each of eyes.warned) masks.set(each, places & (OPEN_BITS | bitOf('summary')))
  const isFound = (work: number) => (audience[work] ?? 0) >= eyes.audience
  if (masks.size === 0) return (work) => (isFound(work) ? places : 0)
  return (work) => {
    if (!isFound(work)) return 0
    const mask = masks.get(rating[work]!)
    return mask === undefined || own.has(work) ? places : mask
  }
}

function openHeadings(rows: Float64Array, mask: Mask): FoundWorks {
  const room = roomFor(rows.length)
  let length = 0
  for (let at = 0; at < rows.length;) {
    const work = Math.floor(rows[at]! / HEADINGS)
    let bits = 0
    for (const end = (work + 1) * HEADINGS; at < rows.length && rows[at]! < end; at += 1) {
      bits |= 1 << (rows[at]! - work * HEADINGS)
    }
    const worth = worthOf(bits & mask(work), 0)
    if (worth === 0) continue
    room.ids[length] = work
    room.worth[length++] = worth
  }
  return cut(room, length)
}

function openTexts(works: Float64Array, mask: Mask): FoundWorks {
  const room = roomFor(works.length)
  let length = 0
  for (let at = 0; at < works.length;) {
    const work = works[at]!
    const start = at
    while (at < works.length && works[at] === work) at += 1
    if ((mask(work) & TEXT) === 0) continue
    room.ids[length] = work
    room.worth[length++] = worthOf(0, at - start)
  }
  return cut(room, length)
}

function findNumbers(search: Search, { of, range }: NumberLeaf): FoundWorks {
  const numbers = search.facts[of]
  const [from, to] = [range.from ?? 0, range.to ?? Infinity]
  return listed(search, (id) => numbers[id]! >= from && numbers[id]! <= to)
}

function everything(search: Search): FoundWorks {
  return listed(search, () => true)
}

function listed({ facts, eyes, from }: Search, has: (id: number) => boolean): FoundWorks {
  const room = roomFor(Math.max(0, facts.last + 1 - from))
  let length = 0
  for (let id = from; id <= facts.last; id += 1) {
    if (facts.audience[id]! < eyes.audience || !has(id)) continue
    room.ids[length++] = id
  }
  return cut(room, length)
}
