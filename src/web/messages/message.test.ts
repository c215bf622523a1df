import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IntlMessageFormat } from 'intl-messageformat'
import { html } from '../ui/html.ts'
import { compileMessage } from './message.ts'
import { ENGLISH, messagesFor } from './messages.ts'
import { numberFormat, pluralRule } from './whole-numbers.ts'

test('a sentence takes names, numbers and plurals', () => {
  assert.equal(
    compileMessage('By {name}, {count} words', 'en').say({ name: 'Ada', count: 12_345 }),
    'By Ada, 12,345 words',
  )
  const chapters = compileMessage('{count, plural, one {# chapter} other {# chapters}}', 'en')
  assert.deepEqual(
    [1, 2, 1, 1200].map((count) => chapters.say({ count })),
    ['1 chapter', '2 chapters', '1 chapter', '1,200 chapters'],
  )
})

test('links may stand inside a sentence, and what people typed is escaped there', () => {
  const sentence = compileMessage('You must {login} as {name}.', 'en')
  assert.equal(
    sentence.rich({ login: html`<a href="/login">login</a>`, name: '<b>' }).text,
    'You must <a href="/login">login</a> as &lt;b&gt;.',
  )
})

test('every text of the interface can be compiled', () => {
  for (const [key, text] of Object.entries(ENGLISH)) assert.doesNotThrow(() => compileMessage(text, 'en'), key)
})

test('what texts say of numbers is what the formatter says, in any language', () => {
  const polish = '{n, plural, =0 {nic} one {# praca} few {# prace} many {# prac} other {# pracy}} {name} {m, number}'
  const texts = [...Object.values(ENGLISH).map((text) => [text, 'en']), [polish, 'pl']] as Array<[string, string]>
  let compared = 0
  for (const [text, locale] of texts) {
    if (!/\{\w+,/.test(text)) continue
    const names = [...text.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name!)
    for (const number of [0, 1, 2, 5, 22, 1234, 1_000_000]) {
      const values = Object.fromEntries(names.map((name) => [name, number]))
      const expected = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).format(values)
      assert.equal(compileMessage(text, locale).say(values), expected, text)
      compared++
    }
  }
  assert.ok(compared > 500)
  assert.throws(() => compileMessage(polish, 'pl').say({ name: 'Ada' }))
})

test('whole numbers are said as Intl says them', () => {
  const numbers = [0, -0, 1, 2, 9, 10, 999, 1000, 1001, 12_345, 100_000, 999_999, 1_000_000, 9_007_199_254_740_991]
  for (const locale of ['en', 'pl', 'de']) {
    const [format, rules] = [new Intl.NumberFormat(locale), new Intl.PluralRules(locale)]
    for (const number of [...numbers, ...numbers.map((number) => -number), 0.5, 1.5, 1e21, Infinity, NaN]) {
      assert.equal(numberFormat(locale)(number), format.format(number))
      assert.equal(pluralRule(locale)(number), rules.select(number))
    }
  }
})

test('times stand in the hours that the archive has chosen', () => {
  const noon = Date.UTC(2026, 0, 31, 12, 5)
  const at = (clock: '12' | '24', dates: 'day' | 'month') => messagesFor('en', 'UTC', { dates, clock }).dateTime(noon)
  assert.equal(at('24', 'day'), '31 January 2026 at 12:05')
  assert.equal(at('12', 'day'), '31 January 2026 at 12:05 pm')
  assert.equal(at('24', 'month'), 'January 31, 2026 at 12:05')
  assert.match(at('12', 'month'), /^January 31, 2026 at 12:05\sPM$/)
})
