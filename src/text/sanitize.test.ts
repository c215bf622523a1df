import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { defaultTreeAdapter, parseFragment, serialize, type DefaultTreeAdapterTypes } from 'parse5'
import checkedBy from 'sanitize-html'
import { ENDLESS_HTML, HOSTILE_HTML } from '../../test/data/hostile-html.ts'
import { htmlToText } from './html-to-text.ts'
import { sanitizeBrief, sanitizeHtml } from './sanitize.ts'

const ELEMENTS =
  'p br hr blockquote em i strong b u s sub sup small code pre ul ol li dl dt dd h3 h4 h5 h6 table caption thead tbody tfoot tr td th ruby rt rp rb a img span div details summary del ins q cite abbr figure figcaption'.split(
    ' ',
  )
const BRIEF_ELEMENTS =
  'p br blockquote em i strong b u s sub sup small code pre ul ol li dl dt dd ruby rt rp rb a span div del ins q cite abbr'.split(
    ' ',
  )
const ATTRIBUTES = 'id href title rel lang dir class src alt width height value start type colspan rowspan'.split(' ')
const VOID = new Set(['br', 'hr', 'img'])
const PIECE = /<(\/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"<>]*")*)>|[^<]+|</g
const FULL = {
  clean: sanitizeHtml,
  elements: ELEMENTS,
  texts: [...HOSTILE_HTML, ...ENDLESS_HTML],
  cleaned: new Map<string, string>(),
}
const BRIEF = {
  clean: sanitizeBrief,
  elements: BRIEF_ELEMENTS,
  texts: HOSTILE_HTML,
  cleaned: new Map<string, string>(),
}

test('there are at least two hundred hostile texts, no two alike', () => {
  assert.ok(HOSTILE_HTML.length >= 200)
  assert.equal(new Set(HOSTILE_HTML.map(({ html }) => html)).size, HOSTILE_HTML.length)
  assert.equal(new Set(HOSTILE_HTML.map(({ name }) => name)).size, HOSTILE_HTML.length)
})

for (const { clean, elements, texts, cleaned } of [BRIEF, FULL]) {
  test(`${clean.name}: no hostile text leaves anything but plain formatting, loses words or takes for ever`, () => {
    for (const { name, html, words } of texts) {
      const begun = process.cpuUsage()
      const safe = clean(html)
      const seconds = process.cpuUsage(begun).user / 1e6
      cleaned.set(name, safe)
      // A few tenths on any machine; what grows with the square of the text takes minutes.
      assert.ok(seconds < 10, `${name}: ${seconds} s`)
      assert.ok(safe.length < 8 * html.length + 100_000, `${name}: grew to ${safe.length}`)
      assert.ok(clean(safe) === safe, `${name}: cleaning twice changes it`)
      const text = htmlToText(safe)
      for (const word of words) assert.ok(text.includes(word), `${name}: lost ${word}`)
      assert.deepEqual(misplacedIn(safe, elements), [], name)
    }
  })

  test(`${clean.name}: a browser reads the clean text as it is written, and another cleaner finds nothing to remove`, () => {
    assert.equal(cleaned.size, texts.length)
    for (const [name, safe] of cleaned) {
      // Whatever a summary may hold, a chapter may too.
      if (safe.length > 100_000 || (cleaned !== BRIEF.cleaned && BRIEF.cleaned.get(name) === safe)) continue
      const tree = parseFragment(safe)
      assert.deepEqual(forbiddenIn(tree, elements), [], name)
      assert.equal(normal(serialize(tree)), normal(safe), name)
      const checked = checkedBy(safe, {
        allowedTags: elements,
        allowedAttributes: { '*': ATTRIBUTES },
        allowedSchemes: ['http', 'https', 'mailto'],
      })
      assert.equal(tagsOf(checked), tagsOf(safe), name)
    }
  })
}

const CASES: readonly (readonly [string, string, string])[] = [
  ['loose words become paragraphs', 'one<p>two</p>three', '<p>one</p><p>two</p><p>three</p>'],
  ['line breaks stay', 'one<br><br/>two', '<p>one<br><br>two</p>'],
  ['plain containers become paragraphs', '<div>one</div><div><font size=2>two</font></div>', '<p>one</p><p>two</p>'],
  ['formatting left open goes on', '<p><i>one<p>two', '<p><i>one</i></p><p><i>two</i></p>'],
  ['misnested formatting nests', '<b>1<i>2</b>3</i>', '<p><b>1<i>2</i></b><i>3</i></p>'],
  ['the page keeps its own headings', '<h1>one</h1><h4>two</h4>', '<h3>one</h3><h4>two</h4>'],
  [
    'centred text stays centred',
    '<center>***</center><p align=center>x</p>',
    '<div class="align-center">***</div><p class="align-center">x</p>',
  ],
  ['styles of editors become elements', '<span style="font-style: italic; color: red">x</span>', '<p><i>x</i></p>'],
  ['a paste wrapped in a plain b is not bold', '<b style="font-weight:normal"><p>x</p></b>', '<p>x</p>'],
  [
    'notes and their links get one prefix',
    '<a href="#n" id="r">1</a><li id=n>x',
    '<p><a id="t-r" href="#t-n">1</a></p><ul><li id="t-n">x</li></ul>',
  ],
  ['an old anchor keeps its name', '<a name="top">x</a>', '<p><a id="t-top">x</a></p>'],
  [
    'outside links say so',
    '<a href="http://a.example" target=_blank>x</a>',
    '<p><a href="http://a.example" rel="nofollow noopener ugc">x</a></p>',
  ],
  [
    'old relative addresses stay',
    '<a href="viewstory.php?sid=1&amp;chapter=2">x</a>',
    '<p><a href="viewstory.php?sid=1&amp;chapter=2">x</a></p>',
  ],
  [
    'an image of this archive stays',
    '<img src="images/map.gif" alt="a map" border=0>',
    '<p><img src="images/map.gif" alt="a map"></p>',
  ],
  [
    'an outside image becomes a link',
    '<img src="http://a.example/x.png" alt="x">',
    '<p><a href="http://a.example/x.png" rel="nofollow noopener ugc">[image: x]</a></p>',
  ],
  [
    'an empty reading keeps its place',
    '<ruby>振<rt>ふ</rt>り<rt></rt></ruby>',
    '<p><ruby>振<rt>ふ</rt>り<rt></rt></ruby></p>',
  ],
  [
    'tables get their missing parts',
    '<table><td>1<td>2',
    '<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
  ],
  [
    'languages stay, nonsense does not',
    '<p lang=fr-CA>x</p><p lang="x y" dir=up>y</p>',
    '<p lang="fr-CA">x</p><p>y</p>',
  ],
  ['list numbering stays', '<ol start=3 type=a><li value=7>x</ol>', '<ol start="3" type="a"><li value="7">x</li></ol>'],
  ['wide and hard spaces stay', '<p>\u2003one<br>\u2003\u00a0two</p>', '<p>\u2003one<br>\u2003\u00a0two</p>'],
  ['words after a forgotten quote stay', '<a href="x>one "two" <i>three</i>', '<p>one "two" <i>three</i></p>'],
  ['words after a forgotten end stay', '<p>one</p<p>two <b<i>three</i></b>', '<p>one</p><p>two <i>three</i></p>'],
  ['words after a script without end stay', 'one <script>two <script>x</script>three', '<p>one three</p>'],
  ['words after a comment without end stay', '<!-- x -->one <!-- two <i>three</i>', '<p>one  two <i>three</i></p>'],
  ['words after a template without end stay', 'one<template><template>x</template>two', '<p>onetwo</p>'],
  ['less-than signs before words stay', 'I <love you </3 and <3', '<p>I &lt;love you &lt;/3 and &lt;3</p>'],
  ['a text cut in a tag loses the tag', '<p>one</p><p>two <a href="htt', '<p>one</p><p>two </p>'],
  ['a text cut in a style loses the style', 'one <p class="x" style="margin: 0in 0in 0pt; text-ind', '<p>one </p>'],
  ['empty elements vanish', '<p></p><b></b><ul></ul><p> <i></i></p>x', ' <p>x</p>'],
  ['no text is no text', '', ''],
]

test('authors get what they meant', () => {
  for (const [name, source, wanted] of CASES) {
    assert.equal(sanitizeHtml(source), wanted, name)
    assert.equal(sanitizeHtml(wanted), wanted, `${name}, twice`)
  }
})

test('a summary has no headings, tables, images or ids', () => {
  const source = '<h1 id=a>one</h1><table><tr><td>two<td>three</table><img src=/x alt=four><hr><b>five</b>'
  assert.equal(sanitizeBrief(source), '<p>one</p><p>two</p><p>three</p><p>[image: four]</p><p><b>five</b></p>')
})

const CORPUS = new URL('../demo/data/small.jsonl.gz', import.meta.url)

test(
  'published chapters keep every character, note, table, reading and language',
  { skip: !existsSync(CORPUS) },
  () => {
    const lines = gunzipSync(readFileSync(CORPUS)).toString().trim().split('\n')
    for (const line of lines) {
      const work = JSON.parse(line) as { title: string; chapters: { title: string; html: string }[] }
      for (const { title, html } of work.chapters) {
        const safe = sanitizeHtml(html)
        const name = `${work.title}, ${title}`
        assert.equal(plain(safe), plain(html), name)
        assert.equal(sanitizeHtml(safe), safe, name)
        for (const mark of [
          /<(?:ruby|rt|rp|table|tr|td|th|li|em|strong|blockquote|p|a)[ >]/g,
          / lang="[^"]*"/g,
          / value="[^"]*"/g,
        ]) {
          assert.deepEqual(safe.match(mark), html.match(mark), name)
        }
        const ids = new Set([...safe.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id))
        for (const [, target] of safe.matchAll(/ href="#([^"]*)"/g)) assert.ok(ids.has(target), `${name}: ${target}`)
      }
    }
  },
)

function plain(html: string): string {
  return textsOf(parseFragment(html)).join('')
}

function textsOf(root: DefaultTreeAdapterTypes.Node): string[] {
  return walk(root).flatMap((node) => (defaultTreeAdapter.isTextNode(node) ? [node.value] : []))
}

/** Every node below, without recursion: some of these trees are deep. */
function walk(root: DefaultTreeAdapterTypes.Node): DefaultTreeAdapterTypes.Node[] {
  const found = [root]
  const waiting = [root]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node !== root) found.push(node)
    if ('childNodes' in node) for (const child of node.childNodes.toReversed()) waiting.push(child)
  }
  return found
}

/** What is not a tag or words, written in the one plain way, every end tag closing the latest start tag. */
function misplacedIn(html: string, elements: readonly string[]): string[] {
  const allowed = new Set(elements)
  const open: string[] = []
  const found: string[] = []
  for (const [piece, slash, name, attributes] of html.matchAll(PIECE)) {
    if (name === undefined) {
      if (/[<>]/.test(piece)) found.push(piece)
    } else if (!allowed.has(name) || (slash && open.pop() !== name)) found.push(piece)
    else if (!slash && !VOID.has(name)) open.push(name)
    for (const [, key, value] of attributes?.matchAll(/ ([a-z]+)="([^"]*)"/g) ?? []) {
      if (isForbidden(key!, value!.replaceAll('&amp;', '&'))) found.push(piece)
    }
  }
  return [...found, ...open]
}

function forbiddenIn(tree: DefaultTreeAdapterTypes.DocumentFragment, elements: readonly string[]): string[] {
  return walk(tree).flatMap((node) => {
    if (defaultTreeAdapter.isTextNode(node) || node.nodeName === '#document-fragment') return []
    if (!defaultTreeAdapter.isElementNode(node) || !elements.includes(node.tagName)) return [node.nodeName]
    return node.attrs.filter(({ name, value }) => isForbidden(name, value)).map(({ name, value }) => `${name}=${value}`)
  })
}

function isForbidden(name: string, value: string): boolean {
  if (!ATTRIBUTES.includes(name)) return true
  if (name === 'id') return !value.startsWith('t-')
  if (name !== 'href' && name !== 'src') return false
  return !['http:', 'https:', 'mailto:'].includes(new URL(value, 'http://archive.example/').protocol)
}

/** Without what serialisers may write in two ways. */
function normal(html: string): string {
  return html
    .replaceAll('&nbsp;', '\u00a0')
    .replaceAll('&#39;', "'")
    .replace(/(<pre[^>]*>)\n*/g, '$1')
}

function tagsOf(html: string): string {
  return (html.match(/<\/?[a-z][a-z0-9]*/g) ?? []).join('')
}
