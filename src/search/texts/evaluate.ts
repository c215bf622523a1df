// Answers a tree of words: each leaf is asked of the index, gates take away what the reader may not know, and the rest is
// put together here, so that both databases give the same works in the same order.
import type { Db } from '../../store/database.ts'
import { cut, type FoundWorks, inBoth, inEither, NONE, roomFor, without } from './found-works.ts'
import { findInHeadings, findInPassages, type HeadingHit, type PassageHit } from './look-up.ts'
import { bitOf, EVERYWHERE, HEADING_BITS, OPEN_BITS, worthOf } from './parts-of-work.ts'
import type { NumberLeaf, SearchedPart, WordLeaf, WordNode } from './query.ts'
import type { ReaderEyes } from './reader-eyes.ts'
import type { WorkFacts } from './work-facts.ts'

export interface Search {
  db: Db
  facts: WorkFacts
  eyes: ReaderEyes
  /** The reader's own works, where they have gates that others do not pass. */
  own: ReadonlySet<number>
  part: SearchedPart | null
  /** Throws when time is up. */
  goOn: () => void
}

const TEXT = bitOf('text')
/** So that the clock is looked at meanwhile. */
const STRETCHES = 16
const FEW_WORKS = 20_000

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
  const { part } = search
  const places = leaf.places ?? (part === null ? EVERYWHERE : part === 'headings' ? HEADING_BITS : TEXT)
  const mask = maskOf(search, places)
  let found = NONE
  if (places & HEADING_BITS) {
    const hits = await inStretches(search, (stretch) => findInHeadings(search.db, leaf.phrase, stretch))
    found = open(hits, ({ work, bits }: HeadingHit) => worthOf(bits & mask(work), 0))
  }
  if (places & TEXT) {
    const hits = await inStretches(search, (stretch) => findInPassages(search.db, leaf.phrase, stretch))
    const texts = open(hits, ({ work, passages }: PassageHit) => (mask(work) & TEXT ? worthOf(0, passages) : 0))
    found = inEither(found, texts)
  }
  return found
}

async function inStretches<Hit>(
  { facts, goOn }: Search,
  find: (stretch: { first: number; last: number }) => Promise<Hit[]>,
): Promise<Hit[]> {
  const length = Math.max(FEW_WORKS, Math.ceil((facts.last + 1) / STRETCHES))
  const hits: Hit[][] = []
  for (let first = 0; first <= facts.last; first += length) {
    goOn()
    hits.push(await find({ first, last: Math.min(facts.last, first + length - 1) }))
  }
  return hits.length === 1 ? hits[0]! : hits.flat()
}

/** Of each work, where this reader may find something. */
function maskOf({ facts, eyes, own }: Search, places: number): (work: number) => number {
  const masks = new Map<number, number>()
  for (const rating of eyes.closed) masks.set(rating, places & OPEN_BITS)
  for (const rating of eyes.warned) masks.set(rating, places & (OPEN_BITS | bitOf('summary')))
  return (work) => {
    if ((facts.audience[work] ?? 0) < eyes.audience) return 0
    const mask = masks.get(facts.rating[work]!)
    return mask === undefined || own.has(work) ? places : mask
  }
}

function open<Hit extends { work: number }>(hits: readonly Hit[], worth: (hit: Hit) => number): FoundWorks {
  const room = roomFor(hits.length)
  let length = 0
  for (const hit of hits) {
    const value = worth(hit)
    if (value === 0) continue
    room.ids[length] = hit.work
    room.worth[length++] = value
  }
  return cut(room, length)
}

function findNumbers({ facts, eyes }: Search, { of, range }: NumberLeaf): FoundWorks {
  const numbers = facts[of]
  const [from, to] = [range.from ?? 0, range.to ?? Infinity]
  return listed(facts, eyes, (id) => numbers[id]! >= from && numbers[id]! <= to)
}

function everything({ facts, eyes }: Search): FoundWorks {
  return listed(facts, eyes, () => true)
}

function listed(facts: WorkFacts, eyes: ReaderEyes, has: (id: number) => boolean): FoundWorks {
  const room = roomFor(facts.last + 1)
  let length = 0
  for (let id = 1; id <= facts.last; id += 1) {
    if (facts.audience[id]! < eyes.audience || !has(id)) continue
    room.ids[length++] = id
  }
  return cut(room, length)
}
