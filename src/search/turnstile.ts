interface Room {
  atOnce: number
  /** Behind those. */
  waiting: number
  /** So long somebody waits, for their turn and for their answer together. */
  patienceMs: number
  /** What is said where too many wait. */
  refusal: () => Error
}

/**
 * Lets few do their work at once and makes the others wait, not too many of them: searches must leave connections to
 * pages, and a thread that all ask at once answers nobody in time.
 */
export class Turnstile {
  readonly #room: Room
  #inside = 0
  readonly #waiting = new Set<() => void>()

  constructor(room: Room) {
    this.#room = room
  }

  /**
   * Null: it took too long. Work that was begun keeps its place until it ends, though nobody waits for it; work that
   * was not is dropped. Refuses as the room says where too many wait.
   */
  async pass<Result>(work: () => Promise<Result>): Promise<Result | null> {
    if (this.#inside >= this.#room.atOnce && this.#waiting.size >= this.#room.waiting) throw this.#room.refusal()
    return this.goOn(work)
  }

  /** For whoever has passed already, however many wait. */
  async goOn<Result>(work: () => Promise<Result>): Promise<Result | null> {
    const { promise, resolve, reject } = Promise.withResolvers<Result | null>()
    const begin = () => {
      this.#waiting.delete(begin)
      this.#inside += 1
      void work()
        .then(resolve, reject)
        .finally(() => this.#leave())
    }
    const patience = setTimeout(() => {
      this.#waiting.delete(begin)
      resolve(null)
    }, this.#room.patienceMs)
    if (this.#inside < this.#room.atOnce) begin()
    else this.#waiting.add(begin)
    return promise.finally(() => clearTimeout(patience))
  }

  #leave(): void {
    this.#inside -= 1
    const [next] = this.#waiting
    next?.()
  }
}
