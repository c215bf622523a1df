import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readTexts } from '../../src/demo/read-texts.ts'
import { sanitizeHtml } from '../../src/text/sanitize.ts'
import { simpleXhtml } from '../../src/export/epub/simple-xhtml.ts'
import { byWayOfTree } from '../../src/export/epub/xhtml.ts'

const SETTING = { pictureAt: () => null, headingLevel: 1 }

const SIMPLE = [
  'Bare words &amp; no more',
  '<p>One<br>two <em>three <strong>four</strong></em></p>\n<hr>\n<p>“Five” &lt;3</p>',
  '<p lang="ar">سلام <em lang="fr">oui</em> <span lang="x">?</span><br></p>',
  '<blockquote><p>Said</p><blockquote><p>again</p></blockquote></blockquote>',
]

const NOT_SIMPLE = [
  '<p>a > b</p>',
  '<p>a &nbsp; b</p>',
  '<p>open',
  '<p><em>crossed</p></em>',
  '</p>',
  '<p><p>within</p></p>',
  '<p><hr></p>',
  '<em><p>upside down</p></em>',
  '<p lang="ar" dir="rtl">سلام</p>',
  '<br lang="en">',
  '<h3>Heading</h3>',
  '<ruby>漢<rt>かん</rt></ruby>',
  '<img src="/uploads/a.png" alt="">',
  '<P>loud</P>',
  '<br/>',
  '<script>alert(1)</script>',
  '<p',
  '>',
  '<em>'.repeat(300) + '</em>'.repeat(300),
]

test('a simple text is the same by the short way as by the long one', () => {
  for (const html of SIMPLE) assert.equal(simpleXhtml(html), byWayOfTree(html, SETTING), html)
})

test('the chapters of real books are the same both ways', () => {
  let simple = 0
  for (const work of readTexts().values()) {
    for (const { html } of work.chapters) {
      const clean = sanitizeHtml(html)
      const short = simpleXhtml(clean)
      if (short === null) continue
      simple += 1
      assert.equal(short, byWayOfTree(clean, SETTING))
    }
  }
  assert.ok(simple > 10, String(simple))
})

test('whatever has more to it goes the long way', () => {
  for (const html of NOT_SIMPLE) assert.equal(simpleXhtml(html), null, html)
})
