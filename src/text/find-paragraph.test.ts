import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Random } from '../../bench/random.ts'
import { FINGERPRINT, findParagraph, fingerprintOf } from './find-paragraph.ts'

const SEED = 20261129
const ROUNDS = 400
const SYLLABLES = 'ba che do fi gu ha jo ka li mo nu po qui ra se ta vu we xo ya ze and ing er st'.split(' ')
const KANA = [
  ...'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわ山川雨灯港船島夜朝声',
]
const SHORT = ['“No.”', '“Yes.”', '“No.”', '“Well?”', '...and then?']

interface Line {
  name: number
  text: string
}

class Author {
  readonly random: Random
  #names = 0
  constructor(seed: number) {
    this.random = new Random(seed)
  }

  line(): Line {
    const { random } = this
    const name = ++this.#names
    if (random.below(5) === 0) return { name, text: random.pick(SHORT) }
    const isLatin = random.below(4) > 0
    const word = () => random.pick(SYLLABLES) + random.pick(SYLLABLES) + random.pick(['', random.pick(SYLLABLES)])
    const words = Array.from({ length: 9 + random.below(60) }, () => (isLatin ? word() : random.pick(KANA)))
    return { name, text: words.join(isLatin ? ' ' : '') }
  }

  /** One of the things that authors do to a text; `kept` they leave standing. */
  edited(lines: readonly Line[], kept: number): Line[] {
    const at = this.random.below(lines.length)
    const kind = this.random.below(3)
    if (kind === 0) return [...lines.slice(0, at), this.line(), this.line(), ...lines.slice(at)]
    const line = lines[at]!
    if (kind === 1 && line.name !== kept) return lines.toSpliced(at, 1)
    return lines.with(at, { ...line, text: this.touchedUp(line.text) })
  }

  touchedUp(text: string): string {
    if (text.length < 30) return text
    const at = this.random.below(text.length - 6)
    return `${text.slice(0, at)}${this.random.pick(['', ' quite', 'Ω', ','])}${text.slice(at + this.random.below(5))}`
  }
}

const textsOf = (lines: readonly Line[]) => lines.map(({ text }) => text)

test(`a paragraph is found again whatever its author changed around it (seed ${SEED})`, () => {
  const author = new Author(SEED)
  let short = 0
  for (let round = 0; round < ROUNDS; round++) {
    let lines = Array.from({ length: 1 + author.random.below(60) }, () => author.line())
    const index = author.random.below(lines.length)
    const { name, text } = lines[index]!
    const fingerprint = fingerprintOf(textsOf(lines), index)
    assert.match(fingerprint, FINGERPRINT)
    assert.equal(findParagraph(textsOf(lines), { index, fingerprint }), index)
    for (let edit = author.random.below(6); edit > 0; edit--) lines = author.edited(lines, name)
    const found = findParagraph(textsOf(lines), { index, fingerprint })
    const away = Math.abs(found - lines.findIndex((line) => line.name === name))
    if (text.length >= 60) assert.equal(away, 0, `round ${round}: ${text}`)
    // One “No.” among many, or a line of a few words, whose neighbours were changed as well is no more than near.
    else if (away > 0) short += 1
  }
  assert.ok(short < ROUNDS / 40, `${short} short lines were missed`)
})

test(`where a paragraph was taken out, reading goes on with the one after (seed ${SEED + 1})`, () => {
  const author = new Author(SEED + 1)
  for (let round = 0; round < ROUNDS; round++) {
    const lines = Array.from({ length: 5 + author.random.below(40) }, () => author.line())
    const long = (index: number) => (lines[index]?.text.length ?? 0) > 80
    const index = 1 + author.random.below(lines.length - 2)
    if (!long(index) || !long(index + 1) || !long(index - 1)) continue
    const fingerprint = fingerprintOf(textsOf(lines), index)
    const more = Array.from({ length: author.random.below(4) }, () => author.line())
    const left = [...more, ...lines.toSpliced(index, 1)]
    assert.equal(findParagraph(textsOf(left), { index, fingerprint }), index + more.length, `round ${round}`)
  }
})

test('a paragraph that was split, or written anew between its old neighbours, is still the place', () => {
  const before = 'It had rained for nine days, and the harbour smelled of rope and old fish.'
  const own =
    'Ada lit the second lamp, although nobody had asked her to. The stairs went on creaking as they always did.'
  const after = 'Nobody came down before the morning, and by then the ships had sailed.'
  const fingerprint = fingerprintOf([before, own, after], 1)
  const kept = { index: 1, fingerprint }
  assert.equal(findParagraph(['New.', before, ...own.split('. '), after], kept), 2)
  assert.equal(
    findParagraph(['New.', before, 'Something quite different happened instead, in Lisbon.', after], kept),
    2,
  )
  assert.equal(findParagraph([own.replaceAll(' ', '  ').toUpperCase(), before], kept), 0)
})

test('what cannot be found leads to the number, and never past the end', () => {
  const fingerprint = fingerprintOf(['Some words that are long enough to be known again.'], 0)
  const others = ['All is new here, every single word.', 'Here as well, I am afraid.']
  assert.equal(findParagraph(others, { index: 1, fingerprint }), 1)
  assert.equal(findParagraph(others, { index: 900, fingerprint: '' }), 1)
  assert.equal(findParagraph(others, { index: 0, fingerprint: 'odd' }), 0)
  assert.equal(findParagraph([], { index: 3, fingerprint }), 0)
})

test('a very long text without paragraphs is no trouble', () => {
  const long = 'word after word '.repeat(60_000)
  const texts = [long, ...Array.from({ length: 3000 }, (_, index) => `Line ${index} of a very long poem.`)]
  const fingerprint = fingerprintOf(texts, 2900)
  assert.ok(fingerprint.length <= 82)
  assert.equal(findParagraph(['One more.', ...texts], { index: 2900, fingerprint }), 2901)
})
