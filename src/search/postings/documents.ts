// The numbers of each work, by a small number of its own: the document. Those of works that have gone are given out anew.
import { IdNumbers } from '../id-numbers.ts'
import { Lists } from './lists.ts'

const GROWTH = 1.1
const LEAST_ROOM = 256

/** What lists are sorted and narrowed by. */
export interface Numbers {
  updated: number
  posted: number
  words: number
  chapters: number
  kudos: number
  reviews: number
  reads: number
}

const NARROW = ['words', 'chapters', 'kudos', 'reviews', 'reads'] as const
const WIDE = ['workIds', 'updated', 'posted', 'titles', 'authors'] as const
const MOST = 2 ** 32 - 1

export class Documents {
  #room = 0
  #count = 0
  readonly #byWork = new IdNumbers()
  readonly #free: number[] = []
  /** Each document's terms, tags before all others. */
  readonly terms = new Lists()

  /** 0: no document. */
  workIds = new Float64Array(0)
  updated = new Float64Array(0)
  posted = new Float64Array(0)
  /** Ranks: who is before whom, and equal where the texts are. */
  titles = new Float64Array(0)
  authors = new Float64Array(0)
  words = new Uint32Array(0)
  chapters = new Uint32Array(0)
  kudos = new Uint32Array(0)
  reviews = new Uint32Array(0)
  reads = new Uint32Array(0)
  /** Of the sorting title: whether the rank is still right. */
  titleHashes = new Int32Array(0)
  /** How many of its terms are tags. */
  tagCounts = new Uint16Array(0)

  /** Documents are below it. */
  get count(): number {
    return this.#count
  }

  get room(): number {
    return this.#room
  }

  /** -1: it is not here. */
  of(workId: number): number {
    return this.#byWork.get(workId)
  }

  add(workId: number): number {
    const document = this.#free.pop() ?? this.#count++
    if (document >= this.#room) this.reserve(Math.max(LEAST_ROOM, Math.ceil(this.#count * GROWTH)))
    this.workIds[document] = workId
    this.#byWork.set(workId, document)
    return document
  }

  remove(document: number): void {
    this.#byWork.delete(this.workIds[document]!)
    this.workIds[document] = 0
    this.terms.clear(document)
    this.#free.push(document)
  }

  set(document: number, numbers: Numbers): void {
    this.updated[document] = numbers.updated
    this.posted[document] = numbers.posted
    for (const column of NARROW) this[column][document] = Math.min(Math.max(numbers[column], 0), MOST)
  }

  reserve(room: number): void {
    if (room <= this.#room) return
    this.#room = room
    for (const column of WIDE) this[column] = wider(this[column], new Float64Array(room))
    for (const column of NARROW) this[column] = wider(this[column], new Uint32Array(room))
    this.titleHashes = wider(this.titleHashes, new Int32Array(room))
    this.tagCounts = wider(this.tagCounts, new Uint16Array(room))
  }
}

function wider<Column extends Float64Array | Uint32Array | Int32Array | Uint16Array>(
  old: Column,
  wide: Column,
): Column {
  wide.set(old)
  return wide
}
