import { IdNumbers } from '../id-numbers.ts'
import type { NameRow } from './read-names.ts'

/** What no slug has. */
const BETWEEN = '\n'

/** Rows in columns: as objects, hundreds of thousands of them would cost three times as much memory. */
export class NameRows {
  readonly #slots = new IdNumbers()
  #size = 0
  /** By slot; 0: the row is no longer there. */
  readonly #ids: number[] = []
  readonly #groupIds: number[] = []
  /** 0: it is canonical itself. */
  readonly #canonicalIds: number[] = []
  readonly #texts: string[] = []
  readonly #free: number[] = []

  get size(): number {
    return this.#size
  }

  get(id: number): NameRow | undefined {
    const slot = this.#slots.get(id)
    if (slot < 0) return undefined
    const text = this.#texts[slot]!
    const cut = text.lastIndexOf(BETWEEN)
    const [name, slug] = [text.slice(0, cut), text.slice(cut + 1)]
    return { id, name, slug, groupId: this.#groupIds[slot]!, canonicalId: this.#canonicalIds[slot]! || null }
  }

  set({ id, name, slug, groupId, canonicalId }: NameRow): void {
    let slot = this.#slots.get(id)
    if (slot < 0) {
      slot = this.#free.pop() ?? this.#ids.length
      this.#slots.set(id, slot)
      this.#size++
    }
    this.#ids[slot] = id
    this.#groupIds[slot] = groupId
    this.#canonicalIds[slot] = canonicalId ?? 0
    this.#texts[slot] = name + BETWEEN + slug
  }

  delete(id: number): void {
    const slot = this.#slots.get(id)
    if (slot < 0) return
    this.#slots.delete(id)
    this.#size--
    this.#ids[slot] = 0
    this.#texts[slot] = ''
    this.#free.push(slot)
  }

  ids(): number[] {
    return this.#ids.filter((id) => id !== 0)
  }
}
