// Texts that break books made in a hurry. All are as they would lie in the database: most clean, some as no sanitiser
// would leave them.
import { sanitizeHtml } from '../../src/text/sanitize.ts'
import type { ChapterDetails, WorkDetails } from '../cast.ts'

const deep = (open: string, close: string, count: number) => open.repeat(count) + 'deep' + close.repeat(count)

export const HAZARDOUS_CHAPTERS: Readonly<Record<string, string>> = {
  nothing: '',
  'a lone surrogate': '<p>half \ud83d of it</p>',
  'signs that XML may not hold': '<p>a\ufffeb\uffffc\u0001d\u000be</p>',
  'entities of HTML': '<p>&nbsp;&mdash;&copy &amp &unknown; AT&T</p>',
  'tags never closed': '<p>one<p><em>two <strong>three<br>four',
  'tags in the wrong order': '<p><em><strong>a</em></strong></p></div>',
  'ids that collide': '<p id="t-a">a</p><p id="t-a">b</p><p><a href="#t-a" id="t-a">c</a></p>',
  'ids of odd letters': sanitizeHtml('<p id="1">a</p><p id="a:b.c">b</p><p id="é ñ">c</p><p id="‮x">d</p>'),
  'two hundred quotations': sanitizeHtml(deep('<blockquote>', '</blockquote>', 200)),
  'two hundred emphases': sanitizeHtml(`<p>${deep('<em>', '</em>', 200)}</p>`),
  'two hundred lists': sanitizeHtml(deep('<ul><li>', '</li></ul>', 200)),
  'a thousand levels as no sanitiser leaves them': deep('<blockquote>', '</blockquote>', 1000),
  'lists with numbers': sanitizeHtml('<ol start="-3" type="i"><li value="7">a<li>b</ol><ul><li value="3">c</ul>'),
  'alignment of old': sanitizeHtml(
    '<center><font size=7>a</font></center><p align=right>b<td>c</td><hr align=left width=50%>',
  ),
  'tables in no order': sanitizeHtml(
    '<table><tfoot><tr><td>foot</tfoot><tbody><tr><td>a<td rowspan=2>b</tbody><thead><tr><th>head</thead><tr><td>loose</table>',
  ),
  'tables in tables': sanitizeHtml('<table><tr><td><table><caption>c</caption><tr><td>x</table><td>y</table>'),
  'terms alone': sanitizeHtml('<dl><dt>a<dt>b</dl><dl><dd>c</dl><dl></dl><dl><dt>x<dd>y<dd>z<dt>w</dl>'),
  readings: sanitizeHtml(
    '<p><ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby><ruby>a</ruby><ruby><rt>b</rt></ruby><ruby>私<rp>（<rt>わ<rp>）は</ruby><rt>loose</rt>' +
      '<ruby><rb>東<rb>京<rt>とう<rt>きょう</ruby><ruby>x<rp>(</rp></ruby></p>',
  ),
  figures: sanitizeHtml(
    '<figure><figcaption>a</figcaption><p>b</p><figcaption>c</figcaption></figure><figure>d</figure>',
  ),
  details: sanitizeHtml('<details>a<summary>b</summary>c<summary>d</summary></details><details><p>e</details>'),
  headings: sanitizeHtml('<h6>six</h6><p>a</p><h1>one</h1><h5>five</h5><h4></h4><h3>&nbsp;</h3>'),
  'odd languages': '<p lang="e">a</p><p lang="english-x">b <em lang="fr-fr-fr">c</em> <em lang="zh-hans">d</em></p>',
  links: sanitizeHtml(
    [
      'http://',
      'http:///x',
      '//x',
      'http://[::1]/',
      'http://[1',
      'https://ü.example/ü?a=[b]#c#d',
      'http://x.example:99999/',
      'http://a b/',
      '?',
      '#',
      '#x',
      '/%zz',
      '../../..',
      'mailto:',
      'mailto:a b',
      'http://u:p@x.example/|^`{}',
      'HTTP://X.EXAMPLE',
      'http://x.example/\u202e',
      'http://999.999.999.999/',
      'http://x_y.example/',
      'http://-x.example/',
      'http://x..example/',
      'http://a_b.example/x#',
      'http://x.example./',
    ]
      .map((href) => `<p><a href="${href}">${href}</a></p>`)
      .join(''),
  ),
  'pictures that are not there': sanitizeHtml(
    '<p><img src="/uploads/x.png" alt="lost"><img src="foo"></p><figure><img src="/a.png" alt=""></figure>',
  ),
  'notes that point at each other': sanitizeHtml(
    '<p id="a"><a href="#b">1</a></p><p id="b"><a href="#a">1</a> <a href="#b">2</a></p><ul><li id="c"><a href="#c">3</a><a href="#d">4</a><li id="d"><p id="e"><a href="#c">5</a></ul><p><a href="#e">6</a>',
  ),
  'a note in a heading, a cell and a quotation': sanitizeHtml(
    '<h3><a href="#n1" id="r1">1</a></h3><table><tr><td><a href="#n2" id="r2">2</a></table><blockquote><p id="n1"><a href="#r1">1</a> x</blockquote><dl><dt>t<dd id="n2"><a href="#r2">2</a></dl>',
  ),
  'many lines without a paragraph': sanitizeHtml('a<br><br>b<br>c'),
  emoji: '<p>🧶👩‍👩‍👧‍👦🏳️‍🌈𝔘𝔫𝔦</p>',
}

export const HAZARDOUS_WORKS: Readonly<Record<string, Partial<WorkDetails>>> = {
  'an empty work': { chapters: [] },
  'a title of emoji': { title: '🧶'.repeat(255), language: '' },
  'a title of controls': {
    title: 'a\u0001b\u0000\ufffe\n<&>"\' ]]> c'.replace('\u0000', ''),
    language: 'english language',
  },
  'nothing for a title': { title: '\u0007', language: 'x', chapters: [{ title: '\u0007' }, { title: ' ' }] },
  'a long title without spaces': { title: 'W'.repeat(400), summary: '<p>\ufffe</p>' },
  'a title both ways': { title: 'شجرة الدر (Tree of Pearls)', language: 'ar', chapters: [{ title: 'الأول' }, {}] },
  'a title that stands': {
    title: '「吾輩は、猫である」ー',
    language: 'ja',
    chapters: [{ title: '一' }, { title: '二' }],
  },
}

export function hazardousChapters(): ChapterDetails[] {
  return Object.entries(HAZARDOUS_CHAPTERS).map(([title, html]) => ({
    title,
    html,
    notes: '<p>n</p>',
    endNotes: '<p>e</p>',
  }))
}
