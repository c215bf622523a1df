// The one door to lists of works: the index in memory answers, and the database as long as it cannot.
import { dirname } from 'node:path'
import type { Logger } from 'pino'
import { Refusal, tooMany } from '../errors.ts'
import type { Db } from '../store/database.ts'
import { dialectOf } from '../store/dialect.ts'
import { placeOf } from '../store/sqlite.ts'
import { TookTooLong, withinTime } from '../store/time-limit.ts'
import { WorkIndex } from './postings/work-index.ts'
import type { Answer, HiddenCounts, Question } from './question.ts'
import { look, type LookName, type Looks } from './sql/look.ts'
import { LookBeside } from './sql/look-beside.ts'
import { findSomeNames } from './ways/find-some-names.ts'
import { findInUse } from './ways/is-found.ts'
import { NameKeeper } from './ways/name-keeper.ts'
import type { Names } from './ways/names.ts'
import type { NameKind } from './ways/read-names.ts'
import type { WorkCount } from './ways/work-counts.ts'

/** Each look into the database. */
const LONGEST_MS = 1000
const RETRY_SECONDS = 10
/** On SQLite, where no query can be stopped, more works than that are looked through beside the pages. */
const MANY_WORKS = 10_000

interface Needed {
  db: Db
  log: Logger
  /** `on demand`: the first question waits until the index is built. */
  index?: 'in the background' | 'on demand' | 'none'
  /** For tests: as many works as are many. */
  manyWorks?: number
}

export class Finder {
  readonly #db: Db
  readonly #index: WorkIndex | null
  readonly #isOnDemand: boolean
  readonly #names: NameKeeper
  readonly #manyWorks: number
  #beside: LookBeside | null = null

  constructor({ db, log, index = 'in the background', manyWorks = MANY_WORKS }: Needed) {
    this.#db = db
    this.#manyWorks = manyWorks
    this.#index = index === 'none' ? null : new WorkIndex(db, log)
    this.#isOnDemand = index === 'on demand'
    this.#names = new NameKeeper(db, log, (kind, ids) => this.#countWorks(kind, ids))
  }

  /** Begins with the index and the names; fulfilled when both are ready. */
  async start(): Promise<void> {
    if (await this.#areMany()) this.#lookBeside()?.begin()
    await Promise.all([this.#index?.build(), this.#names.begin()])
    // With the index there, the works under them are counted.
    await this.#names.find().catch(() => {})
  }

  async stop(): Promise<void> {
    this.#beside?.stop()
    await Promise.all([this.#index?.stop(), this.#names.stop()])
  }

  async ask(question: Question): Promise<Answer> {
    await this.#startIfDemanded()
    return (await this.#index?.ask(question)) ?? this.#look('list', question)
  }

  /** What hides how much of what an answer to this question leaves out as hidden. */
  async countHidden(question: Question): Promise<HiddenCounts> {
    await this.#startIfDemanded()
    return (await this.#index?.countHidden(question)) ?? this.#look('hidden', question)
  }

  /** The totals of several lists, with one look at the database. */
  async countEach(questions: readonly Question[]): Promise<number[]> {
    if (questions.length === 0) return []
    await this.#startIfDemanded()
    return (await this.#index?.countEach(questions)) ?? this.#look('each', questions)
  }

  /** As `countHidden`, `countEach` and `countTagsIn` say it; null where it takes too long just now, which is no reason to show no page. */
  async ifInTime<Found>(counting: Promise<Found>): Promise<Found | null> {
    try {
      return await counting
    } catch (error) {
      if (error instanceof Refusal && error.code === 'too_many') return null
      throw error
    }
  }

  /** Refuses with too_many. */
  async #look<Name extends LookName>(name: Name, asked: Looks[Name]['asked']): Promise<Looks[Name]['found']> {
    try {
      const beside = (await this.#areMany()) ? this.#lookBeside() : null
      return await (beside ? beside.look(name, asked) : withinTime(this.#db, LONGEST_MS, (db) => look(db, name, asked)))
    } catch (error) {
      if (!(error instanceof TookTooLong)) throw error
      throw tooMany('This list takes too long to put together just now.', RETRY_SECONDS, 'works')
    }
  }

  /** Null: the database itself ends what takes too long. */
  #lookBeside(): LookBeside | null {
    const place = placeOf(this.#db)
    return place && (this.#beside ??= new LookBeside(dirname(place.path), { longestMs: LONGEST_MS }))
  }

  async #areMany(): Promise<boolean> {
    if (dialectOf(this.#db).name !== 'sqlite') return false
    const last = await this.#db
      .selectFrom('work')
      .select((eb) => eb.fn.max<number | null>('id').as('id'))
      .execute()
    return (last[0]?.id ?? 0) >= this.#manyWorks
  }

  /** How many works this audience finds under each of these tags; null: only the database knows now. */
  async countTags(tagIds: readonly number[], audience: number): Promise<number[] | null> {
    await this.#startIfDemanded()
    return (await this.#index?.countTags(tagIds, audience)) ?? null
  }

  /** How many works of a list have each of these tags, without what the question leaves out and hides. */
  async countTagsIn(tagIds: readonly number[], question: Question): Promise<number[]> {
    if (tagIds.length === 0) return []
    await this.#startIfDemanded()
    return (await this.#index?.countTagsIn(tagIds, question)) ?? this.#look('tags', { question, tagIds })
  }

  /** The names that what is typed may mean, in these groups. */
  async findNames(kind: NameKind, text: string, groupIds: readonly number[]): Promise<Names> {
    const kept = await this.#names.find()
    return kept?.[kind] ?? findSomeNames(this.#db, kind, text, groupIds, (kind, ids) => this.#countWorks(kind, ids))
  }

  /** Those of these names that this audience finds works under. At most 1000. */
  async findUsedNames(kind: NameKind, ids: readonly number[], audience: number): Promise<ReadonlySet<number>> {
    if (ids.length === 0) return new Set()
    return (await this.#index?.findUsed(kind, ids, audience)) ?? findInUse(this.#db, kind, ids, audience)
  }

  async #countWorks(kind: NameKind, ids: readonly number[]): Promise<WorkCount[] | null> {
    await this.#startIfDemanded()
    return (await this.#index?.countWorks(kind, ids)) ?? null
  }

  async #startIfDemanded(): Promise<void> {
    if (this.#isOnDemand && !this.#index?.isReady) await this.#index?.build()
  }
}
