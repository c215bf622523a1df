import assert from 'node:assert/strict'
import { test } from 'node:test'
import { briefHtml, changedBrief, chapterHtml } from './source-to-html.ts'

const HTML: ReadonlyArray<readonly [string, string]> = [
  ['', ''],
  [' \n\n ', ''],
  ['One.\nStill one.\n\nTwo.', '<p>One.<br>Still one.</p>\n<p>Two.</p>'],
  ['a <em>b\n\nc</em> d', '<p>a <em>b</em></p>\n<p><em>c</em> d</p>'],
  ['one\n\n<hr>\n\ntwo', '<p>one</p>\n<hr>\n<p>two</p>'],
  ['<h3>Title</h3>\nText', '<h3>Title</h3><p>Text</p>'],
  ['<p>One</p>\n<p>Two\nstill</p>', '<p>One</p>\n<p>Two\nstill</p>'],
  ['5 < 6 & 7', '<p>5 &lt; 6 &amp; 7</p>'],
  ['<script>alert(1)</script>x', '<p>x</p>'],
]

test('HTML without paragraphs of its own gets them where lines are left blank', () => {
  for (const [source, html] of HTML) assert.equal(chapterHtml(source, 'html'), html, source)
})

test('plain text shows every sign as it was typed', () => {
  assert.equal(chapterHtml('a <b>b</b>\n\n&amp;', 'plain'), '<p>a &lt;b&gt;b&lt;/b&gt;</p>\n<p>&amp;amp;</p>')
})

test('a clean text goes in and comes out the same', () => {
  for (const [source] of HTML) {
    const clean = chapterHtml(source, 'html')
    assert.equal(chapterHtml(clean, 'html'), clean)
    assert.equal(briefHtml(briefHtml(source)), briefHtml(source))
  }
})

test('a note that only differs in line ends or outer space is the same note', () => {
  assert.equal(changedBrief('One\r\ntwo ', 'One\ntwo'), null)
  assert.deepEqual(changedBrief('One', ''), { source: '', html: '' })
})
