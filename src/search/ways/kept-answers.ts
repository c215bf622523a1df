// Answers that take long to count and change slowly, kept for a while. Never anything that is one member's alone.
import type { Db } from '../../store/database.ts'
import { KeptWith } from '../../store/kept-with.ts'

/** Counting takes a two-hundredth of the time at most, and what is shown is never much older than an hour. */
const REST_FACTOR = 200
const LONGEST_REST_MS = 60 * 60 * 1000
/** Rather than wait longer than this, people are shown what was counted before. */
const PATIENT_MS = 100
const MOST_KEPT = 2000

class KeptAnswer {
  #last: { value: unknown; until: number; took: number } | null = null
  #counting: Promise<unknown> | null = null

  async find(count: () => Promise<unknown>): Promise<unknown> {
    const last = this.#last
    if (last && performance.now() < last.until) return last.value
    const counting = (this.#counting ??= this.#count(count))
    if (!last || last.took <= PATIENT_MS) return counting
    // Whoever asks next counts again.
    counting.catch(() => {})
    return last.value
  }

  async #count(count: () => Promise<unknown>): Promise<unknown> {
    const begun = performance.now()
    try {
      const value = await count()
      const took = performance.now() - begun
      this.#last = { value, took, until: performance.now() + Math.min(LONGEST_REST_MS, REST_FACTOR * took) }
      return value
    } finally {
      this.#counting = null
    }
  }
}

const kept = new KeptWith<object, Map<string, KeptAnswer>>()

/** `key` names the question and all its values. */
export async function keepAnswer<T>(db: Db, key: string, count: () => Promise<T>): Promise<T> {
  let answers = kept.get(db)
  if (!answers || answers.size > MOST_KEPT) kept.set(db, (answers = new Map()))
  let answer = answers.get(key)
  if (!answer) answers.set(key, (answer = new KeptAnswer()))
  return answer.find(count) as Promise<T>
}
