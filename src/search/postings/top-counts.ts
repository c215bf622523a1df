import type { TagCount } from '../question.ts'

/** The most frequent tags of one vocabulary: by count, then by id. */
export class TopCounts {
  readonly #most: number
  /** The best first. */
  readonly kept: TagCount[] = []

  constructor(most: number) {
    this.#most = most
  }

  /** What a tag must have to come in, or at least to tie; 0 as long as there is room. */
  least = 0

  offer(tagId: number, count: number): void {
    const { kept } = this
    if (count < this.least || count === 0) return
    let at = kept.length
    while (at > 0 && comesBefore(tagId, count, kept[at - 1]!)) at--
    if (at === this.#most) return
    kept.splice(at, 0, { tagId, count })
    if (kept.length > this.#most) kept.pop()
    if (kept.length === this.#most) this.least = kept.at(-1)!.count
  }
}

function comesBefore(tagId: number, count: number, other: TagCount): boolean {
  return count > other.count || (count === other.count && tagId < other.tagId)
}
