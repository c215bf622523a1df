// Which addresses are asked: always the same ones, spread over common and rare tags.
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { Random } from '../random.ts'

export interface Ask {
  name: string
  paths: string[]
  /** Others of the kind, so many that none comes twice in a run: what is kept of answers does not help them. */
  fresh?: string[]
  /** What the 99th of a hundred answers may take, in milliseconds. */
  mark: number
  headers?: Record<string, string>
}

interface Tag {
  /** As `fandoms/a-name-7`. */
  address: string
  name: string
}

const SPREAD = 200
const FRESH = 40_000
/** Works that have one. */
const CHAPTERS = 200_000
/** How a list may be turned, as an address goes on. */
const TURNS = ['', '?page=2', '?page=3', '?sort=kudos', '?sort=words', '?sort=title', '?status=complete']
/** As all browsers ask. */
const COMPRESSED = { 'accept-encoding': 'gzip' }

export class Asks {
  readonly #random = new Random(7)
  readonly #file: DatabaseSync

  constructor(folder: string) {
    this.#file = new DatabaseSync(join(folder, 'fanfold.sqlite'), { readOnly: true })
  }

  list(isLarge: boolean): Ask[] {
    const [ratings, fandoms, freeforms] = [1, 4, 7].map((vocabulary) => this.#tagsOf(vocabulary))
    const rated = () => this.#random.pick(ratings!.slice(0, 3)).address
    const common = () => this.#random.pick(freeforms!.slice(0, 40)).address
    const page = (tag: Tag) => `/browse/${tag.address}`
    const anyTag = () => this.#skewed(this.#random.below(2) === 0 ? fandoms! : freeforms!)
    const ofTags = this.#spread(() => page(anyTag()))
    const narrowed = this.#spread(
      () =>
        `${page(this.#random.pick(fandoms!.slice(0, 60)))}?with=${rated()}&with=${common()}&with=${common()}&without=${common()}&without=${common()}`,
    )
    const tagPage: Ask = { name: 'tag page with facets', paths: ofTags, mark: isLarge ? 40 : 15 }
    const compressed: Ask = { ...tagPage, name: 'tag page, compressed', headers: COMPRESSED }
    const asks: Ask[] = [
      tagPage,
      compressed,
      { name: 'with three tags, without two', paths: narrowed, mark: isLarge ? 40 : 15 },
      { name: 'all works with facets', paths: ['/works'], mark: isLarge ? 40 : 15 },
      {
        name: 'autocomplete',
        paths: this.#spread(() => this.#typed(freeforms!)),
        mark: 5,
      },
      { name: 'chapter page', paths: this.#spread(() => this.#chapter()), mark: 15 },
    ]
    // After all others, which so stay the same.
    const typing = asks.find(({ name }) => name === 'autocomplete')!
    typing.fresh = this.#spread(() => this.#typed(freeforms!, 16), FRESH)
    const turned = this.#spread(() => page(anyTag()) + this.#random.pick(TURNS), FRESH)
    tagPage.fresh = turned.slice(0, turned.length / 2)
    compressed.fresh = turned.slice(turned.length / 2)
    this.#file.close()
    return asks
  }

  #tagsOf(vocabulary: number): Tag[] {
    const query = this.#file.prepare(
      `select vocabulary.slug || '/' || tag.slug as address, tag.name from tag
       join vocabulary on vocabulary.id = vocabulary_id
       where vocabulary_id = ? and canonical_id is null order by tag.id limit 4000`,
    )
    return query.all(vocabulary) as unknown as Tag[]
  }

  #typed(tags: readonly Tag[], signs = 4): string {
    return `/suggest/tags/tags?q=${encodeURIComponent(this.#skewed(tags).name.slice(0, 2 + this.#random.below(signs)))}`
  }

  /** Of a work that guests may read, or the next one. */
  #chapter(): string {
    let id = 1 + this.#random.below(CHAPTERS)
    while (!this.#isOpen(id)) id = (id % CHAPTERS) + 1
    return `/works/${id}/chapters/${id}`
  }

  #isOpen(workId: number): boolean {
    return this.#file.prepare('select 1 from work where id = ? and audience = 2').get(workId) !== undefined
  }

  #skewed(tags: readonly Tag[]): Tag {
    return tags[this.#random.skewed(tags.length)]!
  }

  #spread(one: () => string, many = SPREAD): string[] {
    return [...new Set(Array.from({ length: many }, one))]
  }
}
