/**
 * Runs something so that each caller's answer comes from a run that began after they asked: who asks while one runs
 * waits for the next, together with everybody else who does.
 */
export class SharedRun {
  readonly #work: () => Promise<void>
  #running: Promise<void> | null = null
  #next: Promise<void> | null = null

  constructor(work: () => Promise<void>) {
    this.#work = work
  }

  get current(): Promise<void> | null {
    return this.#running
  }

  run(): Promise<void> {
    if (!this.#running) return (this.#running = this.#work().finally(() => (this.#running = null)))
    this.#next ??= this.#running
      .catch(() => {})
      .then(() => {
        this.#next = null
        return this.run()
      })
    return this.#next
  }
}
