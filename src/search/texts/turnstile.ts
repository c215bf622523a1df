import { tooMany } from '../../errors.ts'

interface Room {
  atOnce: number
  /** Behind those. */
  waiting: number
}

const RETRY_SECONDS = 5

/**
 * Lets few do their work at once and makes the others wait, not too many of them: searches must leave connections to
 * pages, and a thread that all ask at once answers nobody in time.
 */
export class Turnstile {
  readonly #room: Room
  #inside = 0
  readonly #waiting: Array<() => void> = []

  constructor(room: Room) {
    this.#room = room
  }

  /** Refuses with too_many. */
  async enter<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#waiting.length >= this.#room.waiting)
      throw tooMany('Too many people search at this moment. Please try again in a few seconds.', RETRY_SECONDS)
    return this.goOn(work)
  }

  /** For whoever has been inside already. */
  async goOn<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#inside < this.#room.atOnce) this.#inside += 1
    else await this.#wait()
    try {
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#inside -= 1
    }
  }

  async #wait(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    this.#waiting.push(resolve)
    await promise
  }
}
