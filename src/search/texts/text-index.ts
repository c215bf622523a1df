// The index of texts as one thread works with it: keeps it, and answers out of it.
import { randomUUID } from 'node:crypto'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { SharedRun } from '../../store/shared-run.ts'
import type { Tables } from '../../store/tables.ts'
import type { Phrase } from '../../store/word-index.ts'
import { TookTooLong, withinTime } from '../../store/time-limit.ts'
import { listWorksBy } from '../../works/list-works-by.ts'
import { evaluate } from './evaluate.ts'
import type { FoundWorks } from './found-works.ts'
import { KeptFound } from './kept-found.ts'
import { locateChapters } from './locate.ts'
import { asksForNumbers, type SearchedPart, type WordNode } from './query.ts'
import type { ReaderEyes } from './reader-eyes.ts'
import { BESIDE_PAGES, countWaiting, takeInSlice } from './take-in.ts'
import { WorkFacts } from './work-facts.ts'

export interface TextQuestion {
  eyes: ReaderEyes
  words: WordNode
  /** Null: headings and texts alike. */
  part: SearchedPart | null
  /** Of the works from this one on; those that are newer have higher numbers, mostly. */
  from: number
}

/** `known`: the stamp of an answer to it that is at hand already. */
export type TextAsking = TextQuestion & { known?: string | null }

export interface Located {
  workIds: readonly number[]
  phrases: readonly Phrase[]
}

export interface FoundTexts {
  /** By relevance, then the newest; null: as known. */
  ids: Uint32Array<ArrayBuffer> | null
  /** An answer is right as long as its stamp is the newest; null: it is right only now. */
  stamp: string | null
  /** And as long as no more has changed than this, as `LastChange` says it; null: that does not tell. */
  change: number | null
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

export class TextIndex {
  readonly #db: Kysely<Tables>
  readonly #facts = new WorkFacts()
  readonly #following = new SharedRun(() => this.#facts.follow(this.#db))
  readonly #name = randomUUID()
  /** In which works words stand that stand in many, as of that version of the facts. */
  #leaves = new KeptFound<FoundWorks>(({ ids }) => ids.length)
  #leavesVersion = 0

  /** As `openTexts` gives it. */
  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async find({ known, ...question }: TextAsking): Promise<FoundTexts> {
    // What was read in this turn is read anew: the archive may have changed since.
    await nextTurn()
    await this.#following.run()
    const facts = this.#facts
    const { version } = facts
    const waiting = await this.#takeInFew()
    await this.#following.run()
    // What changes in between may not be taken in yet.
    const isSettled = waiting === 0 && version === facts.version
    const numbers = asksForNumbers(question.words) ? facts.numbersVersion : null
    const stamp = isSettled ? `${this.#name} ${version} ${numbers}` : null
    const change = isSettled && numbers === null ? facts.change : null
    if (stamp !== null && stamp === known) return { ids: null, stamp, change, isCutOff: false, waiting }
    try {
      const ids = await this.#evaluate(question, isSettled ? version : null)
      return { ids, stamp, change, isCutOff: false, waiting }
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error
      return { ids: new Uint32Array(0), stamp: null, change: null, isCutOff: true, waiting }
    }
  }

  /** Chapters that show the phrases, one of each work that has them; none when it takes too long. */
  async locate({ workIds, phrases }: Located): Promise<number[]> {
    try {
      return await withinTime(this.#db, MOST_MS, (db) => locateChapters(db, workIds, phrases))
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error
      return []
    }
  }

  /** One slice; null when nothing waits. */
  async takeIn(size = BESIDE_PAGES): Promise<number | null> {
    const taken = await takeInSlice(this.#db, size)
    // So that the first search need not read all works.
    if (taken === null && this.#facts.version === 0) await this.#following.run()
    return taken
  }

  async #evaluate(
    { eyes, words, part, from }: TextQuestion,
    version: number | null,
  ): Promise<Uint32Array<ArrayBuffer>> {
    const kept = this.#keptAsOf(version)
    const facts = this.#facts
    return withinTime(this.#db, MOST_MS, async (db, goOn) => {
      const own = new Set(eyes.accountId === 0 ? [] : await listWorksBy(db, eyes.accountId))
      const found = await evaluate({ db, facts, eyes, own, part, from, kept, goOn }, words)
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

  /** Where nothing is right for longer, nothing is kept. */
  #keptAsOf(version: number | null): KeptFound<FoundWorks> {
    if (version === null) return new KeptFound(({ ids }) => ids.length, 0)
    if (version === this.#leavesVersion) return this.#leaves
    this.#leavesVersion = version
    this.#leaves = new KeptFound(({ ids }) => ids.length)
    return this.#leaves
  }
}
