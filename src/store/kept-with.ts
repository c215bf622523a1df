/**
 * What is kept as long as its holder is, and no longer, on the holder itself. A WeakMap would do the same, but what only it
 * leads to, V8 marks while everything waits: for a large cache that takes longer than a page may.
 */
export class KeptWith<Holder extends object, Value> {
  readonly #key = Symbol('kept')

  get(holder: Holder): Value | undefined {
    return (holder as Record<symbol, Value | undefined>)[this.#key]
  }

  set(holder: Holder, value: Value): void {
    Object.defineProperty(holder, this.#key, { value, configurable: true, writable: true })
  }

  delete(holder: Holder): void {
    delete (holder as Record<symbol, Value | undefined>)[this.#key]
  }
}
