import assert from 'node:assert/strict'
import { test } from 'node:test'
import { eachToken, tokensOf } from './tokens.ts'

// A text, and the words that it has for a search.
const CUT = [
  ['', ''],
  ["Don’t stop, rock'n'roll!", 'dont stop rocknroll'],
  ["l'amour d’Artagnan, qu’il", 'l amour d artagnan qu il'],
  ['state-of-the-art 3.14 a_b', 'state of the art 3 14 a b'],
  ['Straße STRASSE ẞ œuvre Łódź', 'strasse strasse ss oeuvre lodz'],
  ['İstanbul ISTANBUL ıstanbul', 'istanbul istanbul istanbul'],
  ['Всё ЁЛКА', 'все елка'],
  ['Ἀχιλλεύς ΑΧΙΛΛΕΥΣ', 'αχιλλευσ αχιλλευσ'],
  ['كِتَابٌ كتــاب أحمد إلى مدرسة علی ١٢', 'كتاب كتاب احمد الي مدرسه علي 12'],
  ['שָׁלוֹם צה"ל צה״ל "שלום"', 'שלום צהל צהל שלום'],
  ['東京タワー。猫', '東京 京タ タワ ワー ー 猫'],
  ['ｶﾞﾝ か\u3099 ガン', 'ガン ン が ガン ン'],
  ['사랑을 한', '사랑 랑을 을 한'],
  ['ไทย', 'ไท ทย ย'],
  ['Việt Đà', 'viet da'],
  ['हिन्दी', 'हिन्दी'],
  ['第3章', '第 3 章'],
  ['👩‍❤️‍👩 👍🏽 ♥', '👩 ❤ 👩 👍 ♥'],
  ['so\u00adft wo\u2060rd ze\u200bro a\ufeffb', 'soft word zero ab'],
  ['𝓗𝓮𝓵𝓵𝓸 ＡＢＣ ﬁne ①', 'hello abc fine 1'],
  ['\ud800 lone \udc00 halves \0', 'lone halves'],
  ["'' ’ \u0301 - —", ''],
  ['x'.repeat(50), 'x'.repeat(40)],
] as const

test('texts of every script are cut into the same words, however they are written', () => {
  for (const [text, words] of CUT) assert.equal(tokensOf(text).join(' '), words, JSON.stringify(text))
})

test('no word has a sign that an index would cut or read otherwise', () => {
  let text = ''
  for (let code = 1; code < 0x20000; code += 1) text += `${String.fromCodePoint(code)}a${String.fromCodePoint(code)} `
  const wrong = tokensOf(text).filter((word) => /[\s"'\\\0-\x2f\x3a-\x60\x7b-\x7f¶]/.test(word) || word === '')
  assert.deepEqual(wrong, [])
})

test('a word tells where it stands', () => {
  const text = 'The “naïve” İ, 東京で\u00adす.'
  const places: string[] = []
  eachToken(text, (word, start, end) => places.push(`${word}=${text.slice(start, end)}`))
  assert.deepEqual(places, ['the=The', 'naive=naïve', 'i=İ', '東京=東京', '京で=京で', 'です=で\u00adす', 'す=す'])
})

test('what was folded stays as it is when it is folded again', () => {
  for (const [, words] of CUT) {
    const once = words.split(' ').filter((word) => word !== '' && !/[\p{Lo}]/u.test(word))
    assert.deepEqual(once.flatMap(tokensOf), once)
  }
})
