import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html } from '../ui/html.ts'
import { compileMessage } from './message.ts'
import { ENGLISH } from './messages.ts'

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
