/** What the archive logs, to wait for one thing it says. */
export class Lines {
  readonly #lines: Array<Record<string, unknown>> = []
  #onLine = () => {}

  take(line: string): void {
    if (!line.startsWith('{')) return
    this.#lines.push(JSON.parse(line) as Record<string, unknown>)
    this.#onLine()
  }

  async next(message: string): Promise<Record<string, unknown>> {
    for (;;) {
      const found = this.#lines.find((line) => line.msg === message)
      if (found) return found
      await new Promise<void>((resolve) => (this.#onLine = resolve))
    }
  }
}
