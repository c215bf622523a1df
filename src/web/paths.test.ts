import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paths, sameSitePath } from './paths.ts'

test('a link holds its names and leaves out what is empty', () => {
  assert.equal(paths.chapter({ work: 3, chapter: 14 }), '/works/3/chapters/14')
  assert.equal(
    paths.tag({ vocabulary: 'fandoms', tag: '羅生門 & co' }, { page: 2, sort: null, to: '' }),
    '/browse/fandoms/%E7%BE%85%E7%94%9F%E9%96%80%20%26%20co?page=2',
  )
})

test('a way back never leaves the archive', () => {
  assert.equal(sameSitePath('/works/3?page=2#reviews'), '/works/3?page=2#reviews')
  for (const elsewhere of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil',
    'javascript:alert(1)',
    '/\tx',
    '/a\r\nSet-Cookie: x',
    '',
    null,
    undefined,
    `/${'a'.repeat(3000)}`,
  ]) {
    assert.equal(sameSitePath(elsewhere), null, String(elsewhere))
  }
})
