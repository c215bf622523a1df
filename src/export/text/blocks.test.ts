import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sanitizeHtml } from '../../text/sanitize.ts'
import { textBlocks } from './blocks.ts'
import { wrapped } from './wrap.ts'

const CASES: ReadonlyArray<readonly [what: string, html: string, text: string]> = [
  ['paragraphs, each on one line', '<p>One\n <em>two</em> &amp; three<p>Four', 'One two & three\n\nFour'],
  ['verse, with its lines and indents', '<p>a<br>&emsp;b<br><br>c', 'a\n\u2003b\n\nc'],
  ['headings', '<h2>A <em>b</em></h2><p>c<h2>羅生門', 'A b\n---\n\nc\n\n羅生門\n------'],
  ['quotations', '<blockquote><p>a<p>b<br>c', '    a\n\n    b\n    c'],
  ['lists', '<ul><li>a<li>b</ul><ol start=3><li>c<li value=9>d</ol>', '- a\n- b\n\n3. c\n9. d'],
  ['a play', '<table><tr><td>Ann<td>Yes.<tr><td>Bob<td><p>No.<p>Never.</table>', 'Ann\tYes.\n\nBob\nNo.\nNever.'],
  ['readings', '<p><ruby>漢字<rt>かんじ</ruby>', '漢字（かんじ）'],
  [
    'links',
    '<p><a href="https://x.example/">x</a> <a href="https://y.example/">https://y.example/</a> <a href="#n">[1]</a>',
    'x (https://x.example/) https://y.example/ [1]',
  ],
  ['pictures', '<p>a <img src="/x.png" alt="a map"> <img src="/y.png">', 'a [a map]'],
  ['terms', '<dl><dt>a<dd>b</dl>', 'a\n\n    b'],
]

for (const [what, html, text] of CASES)
  test(`plain text of ${what}`, () => {
    assert.equal(textBlocks(sanitizeHtml(html)).join('\n\n'), text)
  })

test('lines are broken between words, by what letters measure, and keep their indent', () => {
  assert.equal(wrapped('    one two three four five six seven', 24), '    one two three four\n    five six seven')
  assert.equal(wrapped('- one two three four five six', 22), '- one two three four\n  five six')
  assert.equal(wrapped('a'.repeat(50), 40), 'a'.repeat(50))
  assert.equal(wrapped('שלום '.repeat(9).trim(), 40), `${'שלום '.repeat(8).trim()}\nשלום`)
  const words = '红楼梦第一回，甄士隐梦幻识通灵，贾雨村风尘怀闺秀。此开卷第一回也。'
  const chinese = wrapped(words, 40)
  assert.ok(
    chinese.split('\n').every((line) => [...line].length <= 20 && !/^[，。]/.test(line)),
    chinese,
  )
  assert.equal(chinese.replaceAll('\n', ''), words)
})
