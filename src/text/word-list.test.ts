import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findListed, maskListed } from './word-list.ts'

test('a listed word is found as a whole word, in any case', () => {
  assert.equal(findListed('A Damn good tale', 'damn, blast'), 'Damn')
  assert.equal(findListed('Condamnation', 'damn'), null)
  assert.equal(findListed('Nothing here', 'damn'), null)
  assert.equal(findListed('damn', ''), null)
  assert.equal(findListed('anything', ' , *, '), null)
})

test('an asterisk stands for any letters of the word', () => {
  assert.equal(findListed('undamnable words', '*damn*'), 'undamnable')
  assert.equal(findListed('damned words', 'damn*'), 'damned')
  assert.equal(findListed('an undamned word', 'damn*'), null)
})

test('signs of patterns in a list are words, not patterns', () => {
  assert.equal(findListed('a.b', 'a.b'), 'a.b')
  assert.equal(findListed('axb', 'a.b'), null)
  assert.equal(findListed('c++ (x)', '(x'), '(x')
  assert.equal(findListed('one  two three', 'one two'), 'one  two')
  assert.equal(findListed('été', 'ÉTÉ'), 'été')
})

test('masked words keep their length, and tags their attributes', () => {
  assert.equal(
    maskListed('<p title="damn">Damn &amp; damned <a href="/damn">damn</a></p>', 'damn'),
    '<p title="damn">**** &amp; damned <a href="/damn">****</a></p>',
  )
  assert.equal(maskListed('<p>nothing</p>', 'damn'), '<p>nothing</p>')
  assert.equal(maskListed('<p>one two three</p>', 'one two'), '<p>*** *** three</p>')
})

test('a long list on a long text takes no time', () => {
  const list = Array.from({ length: 3000 }, (_, index) => `*w${index}*x*`).join(',')
  const started = Date.now()
  maskListed(`<p>${'a'.repeat(60)} ${'word '.repeat(2000)}</p>`, list)
  assert.ok(Date.now() - started < 3000)
})
