import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { HOSTILE_HTML } from '../../../test/data/hostile-html.ts'
import { htmlToText } from '../html-to-text.ts'
import { sanitizeHtml } from '../sanitize.ts'
import { HtmlWords } from './html-words.ts'
import { isPlainSign, lengthOfPair, pairNumberOf, spellPair } from './sign-pairs.ts'
import { tokensOf } from './tokens.ts'

class Numbers {
  readonly #numbers = new Map<string, number>()
  readonly words: string[] = []

  readonly numberOf = (word: string): number => {
    const known = this.#numbers.get(word)
    if (known !== undefined) return known
    this.#numbers.set(word, this.words.length)
    return this.words.push(word) - 1
  }
}

const numbers = new Numbers()
const reader = new HtmlWords(numbers)

function read(html: string): string[] {
  reader.count = 0
  reader.read(Buffer.from(html))
  return Array.from(reader.words.subarray(0, reader.count), (number) =>
    number < 0 ? spelt(number) : numbers.words[number]!,
  )
}

function spelt(number: number): string {
  const bytes = new Uint8Array(lengthOfPair(number))
  assert.equal(spellPair(number, bytes, 0), bytes.length)
  return Buffer.from(bytes).toString()
}

function check(html: string): void {
  const words = tokensOf(htmlToText(html))
  // A second time from what is known.
  for (const found of [read(html), read(html)]) assert.deepEqual(found, words, JSON.stringify(html))
}

const PIECES = [
  [
    'a',
    'Sea',
    'naïve',
    'L',
    'amour',
    'x'.repeat(90),
    'Y'.repeat(41),
    'Abc'.repeat(13),
    '3',
    'Straße',
    'İ',
    'ﬁ',
    'Ἀχ',
    'Всё',
  ],
  ['東京', '佐々木', '3人', '学', 'タワー', 'ｶﾞ', '한국', 'ไทย', '𠮷', '𝓗', 'שלום', 'צה', 'كِتَابٌ', 'عَ', 'é'],
  ["'", '’', '‘', '`', '״', '”', '“', '"', '—', '…', ' ', '\n', '\u00a0', '\u00ad', '\u200b', '\u0301', '\ufe0f'],
  ['👩‍❤️‍👩', '👍🏽', '♥', '©', '🇩🇪', '.', ',', '-', '_', '#', '·', '。', '\u3000', '\t', '¶'],
  ['&amp;', '&lt;', '&gt;', '&quot;', '&#39;', '&nbsp;', '&', ';'],
  ['<i>', '</i>', '<em class="x">', '<a href="http://a.example/b">', '</a>', '<p>', '</p>', '<p class="indent">'],
  ['<br>', '<hr>', '<td>', '</td>', '</th>', '<tr>', '<h3>', '<small>', '<img src="a b" alt="c">', '<ruby>', '<rt>'],
  ['<blockquote>', '</figcaption>', '<summary>', '<span lang="fr">', '<s>', '<u>'],
].flat()

test('words are those of the text that the HTML shows, whatever stands between and inside them', () => {
  let state = 7
  const random = (limit: number) => (state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) % limit
  for (let round = 0; round < 10_000; round += 1) {
    check(Array.from({ length: 1 + random(9) }, () => PIECES[random(PIECES.length)]!).join(''))
  }
})

test('every character counts as it does in a text', () => {
  for (let first = 0; first < 0x10000; first += 64) {
    const signs = Array.from({ length: 64 }, (_, index) => String.fromCodePoint(first + index).toWellFormed())
    check(signs.map((sign) => (/[<>&]/.test(sign) ? '' : `<p>a${sign}b ${sign}a ש${sign}ש${sign}`)).join(''))
  }
})

test('texts of the demo, and hostile ones', () => {
  const lines = gunzipSync(readFileSync(new URL('../../demo/data/small.jsonl.gz', import.meta.url))).toString()
  for (const line of lines.trim().split('\n')) {
    for (const { html } of (JSON.parse(line) as { chapters: { html: string }[] }).chapters) check(html)
  }
  for (const { html } of HOSTILE_HTML) if (html.length < 100_000) check(sanitizeHtml(html))
})

test('a pair of signs has one number, which says what it is, and a sign that folding changes is none', () => {
  const numbers = new Set<number>()
  const plain = Array.from({ length: 0x10000 }, (_, code) => code).filter(isPlainSign)
  for (const code of plain) {
    const sign = String.fromCharCode(code)
    assert.equal(sign.normalize('NFKC').toLowerCase(), sign)
    for (const word of [sign, `${sign}一`, `힣${sign}`]) {
      assert.equal(spelt(pairNumberOf(word)!), word)
      numbers.add(pairNumberOf(word)!)
    }
  }
  // "힣一" is met twice.
  assert.equal(numbers.size, 3 * plain.length - 1)
  for (const word of ['', 'a', '東a', 'a東', '東京都', '𠮷', 'か\u3099', '\uf90a'])
    assert.equal(pairNumberOf(word), null, word)
})
