import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withOwnIds } from './find-whole-work.ts'

test('notes of several chapters on one page keep apart', () => {
  const html =
    '<p>See <a href="#t-note-1" id="t-ref-1">[1]</a>.</p><ol><li id="t-note-1">Here <a href="#t-ref-1">↩</a></li></ol>'
  const changed = withOwnIds(html, 7)
  assert.match(changed, /<a href="#c7-t-note-1" id="c7-t-ref-1">/)
  assert.match(changed, /<li id="c7-t-note-1">Here <a href="#c7-t-ref-1">/)
})

test('what only looks like an id is left alone', () => {
  const html = '<p>He wrote id="t-1" and href="#t-1" on the wall. <a href="https://example.org/#t-1">x</a></p>'
  assert.equal(withOwnIds(html, 7), html)
})
