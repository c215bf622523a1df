// The index of texts as one thread works with it: keeps it, and answers out of it.
import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { Tables } from '../../store/tables.ts'
import type { Phrase } from '../../store/word-index.ts'
import { TookTooLong, withinTime } from '../../store/time-limit.ts'
import { listWorksBy } from '../../works/list-works-by.ts'
import { evaluate } from './evaluate.ts'
import { locatePassages } from './locate.ts'
import type { SearchedPart, WordNode } from './query.ts'
import type { ReaderEyes } from './reader-eyes.ts'
import { BESIDE_PAGES, countWaiting, takeInSlice } from './take-in.ts'
import { WorkFacts } from './work-facts.ts'

export interface TextQuestion {
  eyes: ReaderEyes
  words: WordNode
  /** Null: headings and texts alike. */
  part: SearchedPart | null
}

export interface Located {
  workIds: readonly number[]
  phrases: readonly Phrase[]
}

export interface FoundTexts {
  /** By relevance, then the newest. */
  ids: Uint32Array
  /** It took too long: there is no answer. */
  isCutOff: boolean
  /** Works whose words are not taken in yet, or not anew; no more than a thousand and one are counted. */
  waiting: number
}

const MOST_MS = 1000
/** So many are taken in before a search, so that what was just saved is found. */
const FEW_WAITING = 50
const MOST_COUNTED = 1001
const TAKE_IN_MS = 400
const A_MOMENT_MS = 3
const ANSWERS_KEPT = 30

export class TextIndex {
  readonly #db: Kysely<Tables>
  readonly #facts = new WorkFacts()
  #following: Promise<unknown> = Promise.resolve()
  /** For further pages of the same search; of nothing but the newest state. */
  readonly #kept = new Map<string, Uint32Array>()
  #keptVersion = -1

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async find(question: TextQuestion): Promise<FoundTexts> {
    const waiting = await this.#takeInFew()
    await this.#follow()
    const key = JSON.stringify(question)
    const kept = waiting === 0 && this.#keptVersion === this.#facts.version ? this.#kept.get(key) : undefined
    if (kept) return { ids: kept, isCutOff: false, waiting }
    const version = this.#facts.version
    try {
      const ids = await this.#evaluate(question)
      if (waiting === 0) this.#keep(key, ids, version)
      return { ids, isCutOff: false, waiting }
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error
      return { ids: new Uint32Array(0), isCutOff: true, waiting }
    }
  }

  /** Ids of passages that show the phrases, one of each work that has them; none when it takes too long. */
  async locate({ workIds, phrases }: Located): Promise<number[]> {
    try {
      return await withinTime(this.#db, MOST_MS, (db) => locatePassages(db, workIds, phrases))
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error
      return []
    }
  }

  /** One slice beside the pages; null when nothing waits. */
  async takeIn(): Promise<number | null> {
    const taken = await takeInSlice(this.#db, BESIDE_PAGES)
    // So that the first search need not read all works.
    if (taken === null && this.#facts.version === 0) await this.#follow()
    return taken
  }

  async #evaluate({ eyes, words, part }: TextQuestion): Promise<Uint32Array> {
    const facts = this.#facts
    return withinTime(this.#db, MOST_MS, async (db, goOn) => {
      const own = new Set(eyes.accountId === 0 ? [] : await listWorksBy(db, eyes.accountId))
      const found = await evaluate({ db, facts, eyes, own, part, goOn }, words)
      return facts.ranks.sort(found, facts.updatedAt)
    })
  }

  /** Returns how many wait still. */
  async #takeInFew(): Promise<number> {
    const end = performance.now() + TAKE_IN_MS
    let waiting = await countWaiting(this.#db, MOST_COUNTED)
    if (waiting > FEW_WAITING) return waiting
    while (waiting > 0 && performance.now() < end) {
      // Another search, or another node, has it in hand.
      if ((await takeInSlice(this.#db, BESIDE_PAGES)) === null) await pause(A_MOMENT_MS)
      waiting = await countWaiting(this.#db, MOST_COUNTED)
    }
    return waiting
  }

  async #follow(): Promise<void> {
    const following = this.#following.then(() => this.#facts.follow(this.#db))
    this.#following = following.catch(() => {})
    await following
  }

  #keep(key: string, ids: Uint32Array, version: number): void {
    if (version !== this.#keptVersion) this.#kept.clear()
    this.#keptVersion = version
    if (this.#kept.size >= ANSWERS_KEPT) this.#kept.delete(this.#kept.keys().next().value!)
    this.#kept.set(key, ids)
  }
}
