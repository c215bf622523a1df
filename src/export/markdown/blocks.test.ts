import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sanitizeHtml } from '../../text/sanitize.ts'
import { toMarkdown } from './blocks.ts'

const CASES: ReadonlyArray<readonly [what: string, html: string, markdown: string]> = [
  ['paragraphs', '<p>One\n two<p>Three', 'One two\n\nThree'],
  ['emphasis', '<p>a <em>b</em> <strong>c</strong> <strong><em>d</em></strong>', 'a *b* **c** <strong>*d*</strong>'],
  ['emphasis with space in it', '<p>a<em> b </em>c', 'a *b* c'],
  ['emphasis that signs would not show', '<p>a<em>“b”</em>c <em>d</em><em>e</em>', 'a<em>“b”</em>c <em>d</em>*e*'],
  ['emphasis beside words without spaces', '<p>これは<strong>「本」</strong>です', 'これは<strong>「本」</strong>です'],
  ['verse', '<p>a<br>&emsp;b<br><br>c', 'a\\\n\u2003b\\\n\\\nc'],
  [
    'signs that mean something',
    '<p>*a* _b_ c_d `e` [f](g) &lt;h&gt; \\ &amp;amp;',
    '\\*a\\* \\_b\\_ c_d \\`e\\` \\[f\\](g) \\<h> \\\\ \\&amp;',
  ],
  [
    'starts of lines',
    '<p># a<br>1. b<br>- c<br>&gt; d<br>+e<br>===',
    '\\# a\\\n1\\. b\\\n\\- c\\\n\\> d\\\n+e\\\n\\===',
  ],
  ['headings', '<h2>A # #</h2><h4>b<br>c</h4>', '### A # \\#\n\n#### b c'],
  ['quotations', '<blockquote><p>a<p>b<blockquote>c', '> a\n>\n> b\n>\n> > c'],
  ['lists', '<ul><li>a<li>b<ul><li>c</ul></ul>', '- a\n\n- b\n\n  - c'],
  ['lists with numbers', '<ol start=3><li>a<li value=9>b<li>c</ol>', '3. a\n9. b\n10. c'],
  ['a rule', 'a<hr>b', 'a\n\n* * *\n\nb'],
  [
    'a table of lines',
    '<table><tr><th>a<th>b<tr><td>c|d<td><em>e</em></table>',
    '| a | b |\n| --- | --- |\n| c\\|d | *e* |',
  ],
  [
    'a table of more',
    '<table><tr><td colspan=2>a<br>b</table>',
    '<table><tbody><tr><td colspan="2">a<br>b</td></tr></tbody></table>',
  ],
  ['readings', '<p><ruby>漢字<rt>かんじ</ruby> <ruby>a<rp>(<rt>b<rp>)</ruby>', '漢字（かんじ） a(b)'],
  ['code', '<p><code>a ` b</code><pre>\n  x\n```\n</pre>', '``a ` b``\n\n````\n  x\n```\n````'],
  ['links', '<p><a href="https://x.example/a(b)">c</a>', '[c](<https://x.example/a(b)>)'],
  ['pictures', '<p><img src="/uploads/a.png" alt="a [map]">', '![a \\[map\\]](https://archive.example/uploads/a.png)'],
  [
    'footnotes',
    '<p>a<a href="#n" id="r">[1]</a><ol><li id="n">b <a href="#r">↩</a></ol>',
    'a<a id="t-r"></a>[\\[1\\]](#t-n)\n\n1. <a id="t-n"></a>b [↩](#t-r)',
  ],
  ['right to left', '<p>سلام <strong>عالم</strong>', 'سلام **عالم**'],
]

for (const [what, html, markdown] of CASES)
  test(`Markdown of ${what}`, () => {
    assert.equal(toMarkdown(sanitizeHtml(html), 'https://archive.example'), markdown)
  })
