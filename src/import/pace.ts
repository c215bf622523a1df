// How far an import is as a whole: what each phase has done, how fast, and about how long the rest will take.
import type { ImportPhase, ImportProgress } from './efiction/progress.ts'

export interface PhasePace {
  phase: ImportPhase
  done: number
  /** Null while nobody knows. */
  total: number | null
  unit: 'bytes' | 'rows'
  seconds: number
  /** Of bytes or rows in a second. */
  rate: number
  secondsLeft: number | null
}

export interface Overall {
  seconds: number
  /** From 0 to 1. */
  share: number
  /** A guess; null for as long as it would be a wild one. */
  secondsLeft: number | null
}

/** In the order of an import, with the share of its time that each usually takes. */
const WEIGHTS: Readonly<Partial<Record<ImportPhase, number>>> = {
  dump: 12,
  files: 4,
  tags: 1,
  people: 6,
  site: 1,
  works: 8,
  chapters: 45,
  series: 2,
  reviews: 20,
  favourites: 3,
  challenges: 1,
  passwords: 15,
  totals: 1,
}
const OTHERS = 1
const SECONDS_BEFORE_GUESSING = 2
const SHARE_BEFORE_GUESSING = 0.02

interface Seen {
  phase: ImportPhase
  /** Of the tables of this phase that are over. */
  before: number
  done: number
  total: number | null
  startedAt: number
  endedAt: number | null
}

export class Pace {
  readonly #clock: () => number
  readonly #startedAt: number
  readonly #seen = new Map<ImportPhase, Seen>()
  #now: Seen | null = null
  #furthest = 0

  /** The clock counts milliseconds. */
  constructor(clock: () => number) {
    this.#clock = clock
    this.#startedAt = clock()
  }

  see({ phase, done, total }: ImportProgress): void {
    const now = this.#clock()
    let seen = this.#seen.get(phase)
    if (!seen) this.#seen.set(phase, (seen = { phase, before: 0, done: 0, total, startedAt: now, endedAt: null }))
    if (this.#now !== seen && this.#now) this.#now.endedAt = now
    this.#now = seen
    // Several tables may share a phase, one after another.
    if (done < seen.done) seen.before += seen.done
    seen.done = done
    seen.total = total
    seen.endedAt = null
  }

  phases(): PhasePace[] {
    return [...this.#seen.values()].map((seen) => this.#paceOf(seen))
  }

  /** The phase at hand; null before the first. */
  current(): PhasePace | null {
    return this.#now && this.#paceOf(this.#now)
  }

  #paceOf({ phase, before, done, total, startedAt, endedAt }: Seen): PhasePace {
    const seconds = ((endedAt ?? this.#clock()) - startedAt) / 1000
    const rate = seconds > 0 ? (before + done) / seconds : 0
    const secondsLeft = total !== null && rate > 0 && endedAt === null ? Math.max(0, total - done) / rate : null
    const all = total === null ? null : before + total
    return {
      phase,
      done: before + done,
      total: all,
      unit: phase === 'dump' ? 'bytes' : 'rows',
      seconds,
      rate,
      secondsLeft,
    }
  }

  overall(): Overall {
    const seconds = (this.#clock() - this.#startedAt) / 1000
    const share = (this.#furthest = Math.max(this.#furthest, this.#share()))
    const isKnown = seconds >= SECONDS_BEFORE_GUESSING && share >= SHARE_BEFORE_GUESSING
    return { seconds, share, secondsLeft: isKnown ? (seconds * (1 - share)) / share : null }
  }

  /** Phases that come before one that was seen are over, also where this site had nothing for them. */
  #share(): number {
    const order = Object.keys(WEIGHTS) as ImportPhase[]
    const reached = Math.max(-1, ...[...this.#seen.keys()].map((phase) => order.indexOf(phase)))
    const strangers = [...this.#seen.keys()].filter((phase) => !order.includes(phase))
    let [over, all] = [0, 0]
    for (const phase of [...order, ...strangers]) {
      const weight = WEIGHTS[phase] ?? OTHERS
      const index = order.indexOf(phase)
      all += weight
      over += weight * (this.#now?.phase === phase ? shareOf(this.#now) : index >= 0 && index > reached ? 0 : 1)
    }
    return all === 0 ? 0 : over / all
  }
}

function shareOf({ before, done, total }: Seen): number {
  return total === null || before + total === 0 ? 0 : Math.min(1, (before + done) / (before + total))
}
