import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paragraphsOf } from './paragraphs.ts'
import { sanitizeHtml } from './sanitize.ts'

const found = (html: string) => paragraphsOf(html).map(({ start, text }) => [html.slice(start, start + 5), text.trim()])

test('paragraphs are blocks and lines that hold words', () => {
  const html = '<p>One <em>and</em> a half.</p>\n<hr><p>* * *</p><p lang="de">Zwei &amp; drei<br>und vier.</p>'
  assert.deepEqual(found(html), [
    ['One <', 'One and a half.'],
    ['Zwei ', 'Zwei  drei'],
    ['und v', 'und vier.'],
  ])
})

test('what nests counts once, tables and lists by their parts', () => {
  const html =
    '<blockquote><p>Quoted.</p></blockquote><ul><li>First<ul><li>Inner</li></ul>rest</li></ul>' +
    '<table><tbody><tr><td>A</td><th>B</th></tr></tbody></table><pre>\n  verse\nline</pre>'
  assert.deepEqual(
    found(html).map(([, text]) => text),
    ['Quoted.', 'First', 'Innerrest', 'A', 'B', 'verse\nline'],
  )
  assert.ok(html.slice(paragraphsOf(html).at(-1)!.start).startsWith('  verse'))
})

test('loose words, other scripts, and nothing', () => {
  assert.deepEqual(
    found('loose words<br><br>雨が降る。<br>اسم').map(([, text]) => text),
    ['loose words', '雨が降る。', 'اسم'],
  )
  assert.deepEqual(found(''), [])
  assert.deepEqual(found('<p>…</p><p><img src="/uploads/a.png" alt="words"></p>'), [])
})

test('a tag in an attribute or in words is none', () => {
  const html = sanitizeHtml('<p title="<p>x">a < b <a href="/?q=<br>">link <p>c > d &lt;p&gt; e</p>')
  assert.deepEqual(
    paragraphsOf(html).map(({ text }) => text.replaceAll(/\s+/g, ' ').trim()),
    ['a b link', 'c d p e'],
  )
})
