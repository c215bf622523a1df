/** In all of them together; four bytes each, or six. */
const MOST_NUMBERS = 4_000_000

/** What was found most lately, as much as there is room for. */
export class KeptFound<Found> {
  readonly #lengthOf: (found: Found) => number
  readonly #most: number
  readonly #kept = new Map<string, Found>()
  #numbers = 0

  constructor(lengthOf: (found: Found) => number, most = MOST_NUMBERS) {
    this.#lengthOf = lengthOf
    this.#most = most
  }

  get(key: string): Found | undefined {
    const found = this.#kept.get(key)
    if (found === undefined) return undefined
    this.#kept.delete(key)
    this.#kept.set(key, found)
    return found
  }

  keep(key: string, found: Found): void {
    this.#drop(key)
    this.#kept.set(key, found)
    this.#numbers += this.#roomOf(found)
    for (const oldest of this.#kept.keys()) {
      if (this.#numbers <= this.#most) return
      this.#drop(oldest)
    }
  }

  #drop(key: string): void {
    const found = this.#kept.get(key)
    if (found === undefined) return
    this.#kept.delete(key)
    this.#numbers -= this.#roomOf(found)
  }

  /** With the key and whatever else belongs to it. */
  #roomOf(found: Found): number {
    return this.#lengthOf(found) + 200
  }
}
