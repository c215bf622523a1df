// Words that look like words, each as frequent as in a language: the same ones in every run.
import type { Random } from '../random.ts'
import { ranked } from './draw.ts'

const COMMON =
  'the of and to a in he she was it that his her with as for had you not at on but be by they is from this him all said were so if out what up have one them into about there then would like been could who'.split(
    ' ',
  )
const STARTS = 'b c d f g h l m n p r s t v w br ch cl dr fl gr pl sh st th tr'.split(' ')
const VOWELS = 'a e i o u ai ea ou'.split(' ')
const ENDS = ['', '', 'n', 'r', 's', 't', 'l', 'nd', 'st', 'm']
const WORDS = 30_000

export class Words {
  readonly #words: string[]
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
    const known = new Set(COMMON)
    while (known.size < WORDS) known.add(this.#newWord())
    this.#words = [...known]
  }

  /** The more frequent, the smaller the place. */
  at(place: number): string {
    return this.#words[place]!
  }

  text(words: number): string {
    const sentences: string[] = []
    for (let left = words; left > 0;) {
      const length = Math.min(left, 5 + this.#random.below(16))
      const sentence = Array.from({ length }, () => this.any()).join(' ')
      sentences.push(`${capital(sentence)}.`)
      left -= length
    }
    return sentences.join(' ')
  }

  name(words: number): string {
    return Array.from({ length: words }, () => capital(this.#words[COMMON.length + this.#random.below(6000)]!)).join(
      ' ',
    )
  }

  any(): string {
    return this.#words[ranked(this.#random, WORDS, 8)]!
  }

  #newWord(): string {
    const syllables = 1 + this.#random.below(3)
    return Array.from(
      { length: syllables },
      () => this.#random.pick(STARTS) + this.#random.pick(VOWELS) + this.#random.pick(ENDS),
    ).join('')
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
