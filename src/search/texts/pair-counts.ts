/** How often each pair of signs stands in a passage. */
export class PairCounts {
  /** A pair's number is never 0, and where it stands is found from it onwards. */
  readonly #pairs: Int32Array
  readonly #counts: Uint16Array
  readonly #mask: number

  /** Of at most so many pairs between two `clear`. */
  constructor(most: number) {
    const places = 2 ** Math.ceil(Math.log2(most * 2 + 1))
    this.#pairs = new Int32Array(places)
    this.#counts = new Uint16Array(places)
    this.#mask = places - 1
  }

  /** Returns how often it was added, with this time. */
  add(pair: number): number {
    let place = (Math.imul(pair, 0x9e3779b1) >>> 15) & this.#mask
    while (this.#pairs[place] !== pair && this.#pairs[place] !== 0) place = (place + 1) & this.#mask
    this.#pairs[place] = pair
    return (this.#counts[place]! += 1)
  }

  clear(): void {
    this.#pairs.fill(0)
    this.#counts.fill(0)
  }
}
