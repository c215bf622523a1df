// The node's own index of works: built beside the pages, brought up to date before each question, thrown away at will.
import type { Logger } from 'pino'
import { sql } from 'kysely'
import type { Db } from '../../store/database.ts'
import { ChangeFollower } from '../../store/follow-work-changes.ts'
import { SharedRun } from '../../store/shared-run.ts'
import { AUDIENCE } from '../../works/visibility.ts'
import type { Answer, HiddenCounts, Question } from '../question.ts'
import { meantBy } from '../sql/conditions.ts'
import { Answers } from './answers.ts'
import { applyChanges, applyCounts } from './apply-changes.ts'
import { buildPostings } from './build-postings.ts'
import { countHidden } from './count-hidden.ts'
import { findKept } from './find-documents.ts'
import { RankedPostings } from './ranked-postings.ts'

/** As many changed works a question waits for; more are taken in beside the pages. */
const MOST_AWAITED = 100
const WORKS_AT_ONCE = 50
const COUNTS_AT_ONCE = 500
const REST_MS = 5000
const MOST_FRUITLESS = 20

/** `none`: not begun, or failed. `behind`: built, and much has changed. */
type State = 'none' | 'building' | 'behind' | 'ready'

class Stopped extends Error {}

export class WorkIndex {
  readonly #db: Db
  readonly #log: Logger
  readonly #sample: number | undefined
  readonly #follower = new ChangeFollower()
  #index = new RankedPostings()
  #answers = new Answers(this.#index.postings)
  #state: State = 'none'
  #isStopped = false
  /** After a failure nothing is tried until then. */
  #restsUntil = 0
  #works = new Set<number>()
  #counts = new Set<number>()
  #work: Promise<void> = Promise.resolve()
  readonly #following = new SharedRun(() => this.#takeChanges())

  /** `sample`: as `Postings` takes it. */
  constructor(db: Db, log: Logger, sample?: number) {
    this.#db = db
    this.#log = log
    this.#sample = sample
  }

  get isReady(): boolean {
    return this.#state === 'ready'
  }

  /** Fulfilled when it is ready or has failed, which is logged. */
  build(): Promise<void> {
    if (this.#state !== 'none' || performance.now() < this.#restsUntil) return this.#work
    this.#state = 'building'
    return (this.#work = this.#guarded(async () => {
      this.#index = new RankedPostings(this.#sample)
      this.#answers = new Answers(this.#index.postings)
      this.#works.clear()
      this.#counts.clear()
      await this.#follower.startAtEnd(this.#db)
      const started = performance.now()
      await buildPostings(this.#db, this.#index, this.#pause)
      await this.#catchUp()
      const [works, ms] = [this.#index.postings.documents.count, Math.round(performance.now() - started)]
      this.#log.info({ works, ms }, 'the index of works is ready')
    }))
  }

  /** Fulfilled when nothing of it reads the database any more. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await Promise.all([this.#work, this.#following.current?.catch(() => {})])
  }

  /** Null: it cannot tell now; here and below. */
  async ask(question: Question): Promise<Answer | null> {
    const { by } = question.sort
    return this.#answer([question], ([pairings = []]) =>
      this.#works.size > 0 && (by === 'title' || by === 'author') ? null : this.#answers.answer(question, pairings),
    )
  }

  async countHidden(question: Question): Promise<HiddenCounts | null> {
    return this.#answer([question], ([pairings = []]) => countHidden(this.#index.postings, question, pairings))
  }

  /** How many works each of the lists has. */
  async countEach(questions: readonly Question[]): Promise<number[] | null> {
    return this.#answer(questions, (pairings) =>
      questions.map((question, index) => findKept(this.#index.postings, question, pairings[index]!).found.count),
    )
  }

  async countTags(tagIds: readonly number[], audience: number): Promise<number[] | null> {
    if (audience < AUDIENCE.members) return null
    return this.#answer([], () => tagIds.map((tagId) => this.#answers.countTag(tagId, audience)))
  }

  /** As `countTags`, without what this question leaves out and hides. */
  async countTagsIn(tagIds: readonly number[], question: Question): Promise<number[] | null> {
    return this.#answer([question], ([pairings = []]) => {
      const { found } = findKept(this.#index.postings, question, pairings)
      const terms = tagIds.map((tagId) => this.#index.postings.names.findTag(tagId))
      return terms.map((term) => (term < 0 ? 0 : found.countIn(term)))
    })
  }

  /** How many works members find under each of these names, and how many everybody. */
  async countWorks(kind: 'tag' | 'pseud', ids: readonly number[]) {
    const count = (id: number, audience: number) => this.#answers.countName(kind, id, audience)
    return this.#answer([], () =>
      ids.map((id) => ({ id, members: count(id, AUDIENCE.members), everybody: count(id, AUDIENCE.everybody) })),
    )
  }

  /** Those of these names that this audience finds works under. */
  async findUsed(kind: 'tag' | 'pseud', ids: readonly number[], audience: number): Promise<Set<number> | null> {
    if (audience < AUDIENCE.members) return null
    return this.#answer([], () => new Set(ids.filter((id) => this.#answers.isUsed(kind, id, audience))))
  }

  /** `pairings`: of each of the questions, the tags that its main pairing stands for. */
  async #answer<T>(questions: readonly Question[], answer: (pairings: number[][]) => T | null): Promise<T | null> {
    if (questions.some(({ audience }) => audience < AUDIENCE.members)) return null
    const pairings = await Promise.all(questions.map((question) => this.#pairingsOf(question)))
    if (!(await this.#isFresh()) || this.#state !== 'ready') return null
    try {
      return answer(pairings)
    } catch (err) {
      this.#state = 'none'
      this.#fail(err)
      return null
    }
  }

  async #isFresh(): Promise<boolean> {
    if (this.#state === 'none') void this.build()
    if (this.#state !== 'ready' || performance.now() < this.#restsUntil) return false
    try {
      await this.#following.run()
    } catch (err) {
      this.#fail(err)
    }
    return this.#state === 'ready' && performance.now() >= this.#restsUntil
  }

  /** Everything committed before is in the index afterwards, or it is no longer ready. */
  async #takeChanges(): Promise<void> {
    if (this.#state !== 'ready') return
    const areMore = await this.#readChanges()
    if (!areMore && this.#works.size <= MOST_AWAITED) return this.#apply(MOST_AWAITED)
    if (this.#state !== 'ready') return
    this.#state = 'behind'
    this.#work = this.#guarded(() => this.#catchUp())
  }

  async #catchUp(): Promise<void> {
    let fruitless = 0
    for (;;) {
      const areMore = await this.#readChanges()
      if (this.#state === 'none') return
      const awaited = this.#works.size
      const isNearlyDone = !areMore && this.#works.size <= WORKS_AT_ONCE && this.#counts.size <= COUNTS_AT_ONCE
      await this.#apply(WORKS_AT_ONCE)
      if (isNearlyDone) break
      fruitless = this.#works.size < awaited ? 0 : fruitless + 1
      // They wait for works whose change nobody has noted, and would for ever: it is built anew.
      if (!areMore && fruitless > MOST_FRUITLESS) {
        this.#state = 'none'
        return
      }
      await this.#pause()
    }
    this.#state = 'ready'
  }

  /** Whether there are more. */
  async #readChanges(): Promise<boolean> {
    const { rows, areMore, isTooFar } = await this.#follower.read(this.#db)
    if (isTooFar) {
      this.#state = 'none'
      return false
    }
    for (const { workId, numbersOnly } of rows) (numbersOnly ? this.#counts : this.#works).add(workId)
    return areMore
  }

  /** What could not be read stays to be taken. */
  async #apply(most: number): Promise<void> {
    const works = [...this.#works].slice(0, most)
    const counts = [...this.#counts].slice(0, COUNTS_AT_ONCE)
    const late = await applyChanges(this.#db, this.#index, works)
    await applyCounts(this.#db, this.#index, counts)
    for (const id of works) this.#works.delete(id)
    for (const id of late) this.#works.add(id)
    for (const id of counts) this.#counts.delete(id)
    if (this.#state === 'ready' && this.#counts.size > 0) await this.#apply(most)
  }

  async #pairingsOf({ filter: { mainPairing } }: Question): Promise<number[]> {
    if (mainPairing === null) return []
    const { rows } = await sql<{ tag_id: number }>`select tag_id from ${meantBy(mainPairing)} as meant`.execute(
      this.#db,
    )
    return rows.map((row) => row.tag_id)
  }

  readonly #pause = async (): Promise<void> => {
    await new Promise((resolve) => setImmediate(resolve))
    if (this.#isStopped) throw new Stopped()
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (err) {
      if (err instanceof Stopped) return
      this.#state = 'none'
      this.#fail(err)
    }
  }

  #fail(err: unknown): void {
    if (this.#isStopped) return
    this.#restsUntil = performance.now() + REST_MS
    this.#log.error({ err }, 'the index of works failed; lists come from the database')
  }
}
