// What is looked for in titles and texts: words and phrases that stand there, always the same ones.
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import { Random } from '../random.ts'
import type { Ask } from './asks.ts'
import { Words } from './words.ts'

const SPREAD = 200
/** More than are answered in a run. */
const FRESH_SEARCHES = 10_000
/** Places in the order of frequency: what stands in one text of two, and what in one of a thousand. */
const [FREQUENT, RARE] = [60, 6000]
/** So many words that stand in nearly every chapter make more pairs than the server keeps answers of. */
const EVERYWHERE = 12

export class TextAsks {
  readonly #random = new Random(17)
  readonly #words = new Words(new Random(5))
  readonly #file: DatabaseSync
  readonly #texts: number

  constructor(folder: string) {
    this.#file = new DatabaseSync(join(folder, 'fanfold.sqlite'), { readOnly: true })
    const row = this.#file.prepare('select max(id) as last from chapter').get()
    this.#texts = Number(row?.last)
  }

  list(isLarge: boolean): Ask[] {
    const kinds = [
      { name: 'search in titles, summaries and tags', one: () => this.#heading(), mark: isLarge ? 60 : 30 },
      { name: 'search in texts: a word', one: () => texts(this.#word()), mark: 60 },
      { name: 'search in texts: two words', one: () => texts(`${this.#word()} ${this.#word()}`), mark: 60 },
      { name: 'search in texts: a phrase', one: () => texts(`"${this.#phrase()}"`), mark: 60 },
    ]
    const asks = kinds.map(({ name, one, mark }) => ({ name, paths: this.#spread(one), mark }))
    // After all others, which so stay the same.
    const all = asks.map((ask, index) => ({ ...ask, fresh: this.#spread(kinds[index]!.one, FRESH_SEARCHES) }))
    this.#file.close()
    return all
  }

  /** Words that stand in every chapter, alone and in pairs. */
  everywhere(): Ask {
    const words = Array.from({ length: EVERYWHERE }, (_, place) => this.#words.at(place))
    const pairs = words.flatMap((one, at) => words.slice(at + 1).map((other) => `${one} ${other}`))
    return { name: 'search in texts: a word in every chapter', paths: [...words, ...pairs].map(texts), mark: 500 }
  }

  #heading(): string {
    const title = this.#titleOf(1 + this.#random.below(this.#texts)).split(' ')
    const words = this.#random.below(2) === 0 ? this.#random.pick(title) : title.slice(0, 2).join(' ')
    return `/search?q=${encodeURIComponent(words)}&in=headings`
  }

  #titleOf(id: number): string {
    return String(this.#file.prepare('select title from work where id = ?').get(id)?.title)
  }

  #word(): string {
    return this.#words.at(FREQUENT + this.#random.skewed(RARE - FREQUENT))
  }

  /** Out of a sentence of a chapter. */
  #phrase(): string {
    const id = 1 + this.#random.below(this.#texts)
    const html = String(this.#file.prepare('select html from chapter_text where chapter_id = ?').get(id)?.html)
    const sentence = this.#random.pick(
      html
        .replace(/<[^>]*>/g, ' ')
        .split('.')
        .map((text) => text.trim().split(' '))
        .filter((words) => words.length > 4),
    )
    const start = this.#random.below(sentence.length - 3)
    return sentence.slice(start, start + 2 + this.#random.below(2)).join(' ')
  }

  #spread(one: () => string, many = SPREAD): string[] {
    return [...new Set(Array.from({ length: many }, one))]
  }
}

function texts(words: string): string {
  return `/search?q=${encodeURIComponent(words)}&in=texts`
}
