// The tags of the archive: what they are called, what they are synonyms of and what stands above them.
import { Random } from '../random.ts'
import { ranked } from './draw.ts'
import type { FindSize } from './size.ts'
import { Words } from './words.ts'

export const VOCABULARIES = [
  { id: 1, slug: 'ratings', name: 'Rating', role: 'rating', many: 0 },
  { id: 2, slug: 'warnings', name: 'Warnings', role: 'warning', many: 1 },
  { id: 3, slug: 'pairings', name: 'Kinds of pairing', role: 'facet', many: 1 },
  { id: 4, slug: 'fandoms', name: 'Fandoms', role: 'fandom', many: 1 },
  { id: 5, slug: 'characters', name: 'Characters', role: 'character', many: 1 },
  { id: 6, slug: 'relationships', name: 'Relationships', role: 'relationship', many: 1 },
  { id: 7, slug: 'tags', name: 'Tags', role: 'freeform', many: 1 },
] as const

export interface DrawnTag {
  id: number
  vocabularyId: number
  name: string
  canonicalId: number | null
  parentId: number | null
  /** The fandom that a character or relationship belongs to. */
  fandomId: number | null
}

const MEDIA = 10
const RATINGS = 5
const WARNINGS = 6
const KINDS = 6
const STARS = 100

export class TagTree {
  /** By id - 1. */
  readonly tags: DrawnTag[] = []
  readonly #random = new Random(11)
  readonly #words: Words
  readonly ratings: number[]
  readonly warnings: number[]
  readonly kinds: number[]
  /** The most frequent first; below media and franchises. */
  readonly fandoms: number[] = []
  readonly freeforms: number[] = []
  readonly characters = new Map<number, number[]>()
  readonly relationships = new Map<number, number[]>()
  readonly #expanded = new Map<number, number[]>()

  constructor(size: FindSize) {
    this.#words = new Words(this.#random)
    this.ratings = this.#many(RATINGS, () => this.#add(1))
    this.warnings = this.#many(WARNINGS, () => this.#add(2))
    this.kinds = this.#many(KINDS, () => this.#add(3))
    this.#growFandoms(size.fandoms)
    this.#growFreeforms(size.freeforms)
  }

  /** With its canonical tag and all that stands above. */
  expand(tagId: number): readonly number[] {
    const known = this.#expanded.get(tagId)
    if (known) return known
    const found = [tagId]
    for (const id of found) {
      const { canonicalId, parentId } = this.tags[id - 1]!
      for (const next of [canonicalId, parentId]) if (next !== null && !found.includes(next)) found.push(next)
    }
    this.#expanded.set(tagId, found)
    return found
  }

  /** Its medium, as whatever has nothing above is. */
  rootOf(tagId: number): number {
    let tag = this.tags[tagId - 1]!
    while (tag.canonicalId !== null || tag.parentId !== null) tag = this.tags[(tag.canonicalId ?? tag.parentId)! - 1]!
    return tag.id
  }

  #growFandoms(many: number): void {
    const media = this.#many(MEDIA, () => this.#add(4))
    const franchises = this.#many(Math.ceil(many / 8), () => this.#add(4, { parentId: this.#random.pick(media) }))
    for (let rank = 0; rank < many; rank++) {
      const parentId = franchises[ranked(this.#random, franchises.length, 20)]!
      const fandomId = this.#add(4, { parentId })
      this.fandoms.push(fandomId)
      const stars = rank < STARS
      this.characters.set(fandomId, this.#belonging(5, fandomId, stars ? 100 : 10))
      this.relationships.set(fandomId, this.#belonging(6, fandomId, stars ? 60 : 8))
    }
  }

  /** One in ten is a synonym of a more frequent one. */
  #belonging(vocabularyId: number, fandomId: number, many: number): number[] {
    const ids: number[] = []
    for (let rank = 0; rank < many; rank++) {
      const canonicalId = rank > 4 && this.#random.below(10) === 0 ? this.#canonicalOf(this.#random.pick(ids)) : null
      ids.push(this.#add(vocabularyId, { canonicalId, fandomId }))
    }
    return ids
  }

  #growFreeforms(many: number): void {
    for (let rank = 0; rank < many; rank++) {
      const chance = this.#random.below(100)
      const above = this.freeforms[ranked(this.#random, Math.max(1, Math.min(rank, 3000)), 30)]
      if (rank > 300 && chance < 20) this.freeforms.push(this.#add(7, { canonicalId: this.#canonicalOf(above!) }))
      else if (rank > 30 && chance < 50 && this.#depthOf(above!) < 3)
        this.freeforms.push(this.#add(7, { parentId: above! }))
      else this.freeforms.push(this.#add(7))
    }
  }

  #canonicalOf(tagId: number): number {
    return this.tags[tagId - 1]!.canonicalId ?? tagId
  }

  #depthOf(tagId: number): number {
    const { parentId, canonicalId } = this.tags[tagId - 1]!
    if (canonicalId !== null) return 3
    return parentId === null ? 1 : 1 + this.#depthOf(parentId)
  }

  #add(vocabularyId: number, of: Partial<DrawnTag> = {}): number {
    const id = this.tags.length + 1
    const name = `${this.#words.name(1 + this.#random.below(3))} ${id}`
    this.tags.push({ id, vocabularyId, name, canonicalId: null, parentId: null, fandomId: null, ...of })
    return id
  }

  #many(count: number, make: () => number): number[] {
    return Array.from({ length: count }, make)
  }
}
