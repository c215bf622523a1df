// How far a bundle is that is being sent. Nobody knows its length beforehand, so browsers show no more than that something
// comes; whoever follows a link under a name of their own may ask how much of it has been made.
import { BoundedMap } from '../../store/bounded-map.ts'

export interface Making {
  /** Works, or chapters of one book. */
  unit: 'works' | 'chapters'
  done: number
  total: number
  /** `broken`: it ended before its last byte, on either side. */
  state: 'going on' | 'sent' | 'broken'
}

const MOST_KEPT = 1000
/** Too long to be guessed, as show-making.js makes them. */
const NAME = /^[\da-f]{32}$/

/** Of this node alone: another has nothing to say of it. */
const makings = new BoundedMap<string, Making>(MOST_KEPT)

/** What is told here can be asked for under `name`, where that is one. */
export function beginMaking(name: string | undefined, unit: Making['unit'], total: number): Making {
  const making: Making = { unit, done: 0, total, state: 'going on' }
  if (name !== undefined && NAME.test(name)) makings.set(name, making)
  return making
}

/** Null: nothing is made under that name, here or any more. */
export function findMaking(name: string): Making | null {
  return makings.get(name) ?? null
}

/** The same things; each counts as made when the next is asked for. */
export async function* counted<Thing>(making: Making, things: AsyncIterable<Thing>): AsyncGenerator<Thing> {
  for await (const thing of things) {
    yield thing
    making.done++
  }
}

/** The same bytes; what becomes of the sending is told. */
export async function* followed<Piece>(making: Making, pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
  try {
    yield* pieces
    making.done = making.total
    making.state = 'sent'
  } finally {
    if (making.state === 'going on') making.state = 'broken'
  }
}
