/**
 * What is kept as long as its holder is, on the holder itself. As with a WeakMap, whose values V8 marks only while
 * everything waits where nothing else leads to them: for a large cache that takes longer than a page may.
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
