import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { HOSTILE_HTML } from '../../test/data/hostile-html.ts'
import { scanClean } from './clean-scan.ts'
import { parseClean } from './sanitize.ts'
import { cleanText } from './well-formed.ts'

const TEXTS = 20_000
/** Others may be tried: TEST_SEED=7. */
const SEED = Number(process.env.TEST_SEED ?? 1)
const EXTENTS = [{ brief: false }, { brief: true }]

const INLINES = 'i b em strong u s sub sup small a span font big code q cite ruby rt rp strike tt bdo'.split(' ')
const BLOCKS =
  'p p p p div center blockquote h1 h3 pre ul ol li dl dt dd table caption thead tbody tr td th details summary figure form'.split(
    ' ',
  )
const STRANGE =
  'o:p st1:place script style title template svg math textarea plaintext xmp noframes head body html select'.split(' ')
const ATTRIBUTES = [
  ' class="MsoNormal"',
  ' class="align-right indent"',
  ' style="font-style: italic; color: red"',
  " style='text-align:center'",
  ' align=right',
  ' ALIGN="CENTER"',
  ' href="http://a.example/x?a=1&amp;b=2"',
  ' href="#n"',
  ' href=viewstory.php',
  ' id="n"',
  ' id=n',
  ' name="n"',
  ' lang="fr"',
  ' size=2',
  ' start="3"',
  ' colspan=2',
  ' src="images/a.gif" alt="a"',
  ' title="x > y"',
  ' title="&quot;"',
  ' title="&amp;copy"',
  ' hidden',
  ' x=',
  ' =y',
  ' a="1"b="2"',
  '\nclass="small-caps"',
  ' value=7/',
  ' xml:lang="de"',
]
const WORDS = [
  'one',
  'Two three.',
  ' ',
  '\n',
  '\n\n',
  '\t',
  '“four”',
  'ünï',
  '漢字',
  '\u00a0',
  '\u2003',
  '😀',
  '\ud800',
  '\0',
  '\x01',
  '\x0c',
  '\r\n',
  '\r',
  '\ufeff',
  '\uffff',
  'it\'s "5"',
  'a > b',
  'a < b',
  '<3',
  '</3',
  '< b',
  '<love',
  '<>',
  '</>',
  '<!',
  '<?php',
  '<!DOCTYPE html>',
  '<!-- x -->',
  '<!---->',
  '<!-->',
  '<!--[if !supportEmptyParas]-->',
  '<!-- a--b -->',
  '<!-- a -',
  '--!>',
  '<![CDATA[x]]>',
  ']]>',
]
const ENTITIES =
  '&amp; &lt; &gt; &quot; &nbsp; &rsquo; &hellip; &eacute; &apos; &copy &copy; &notit; &not; &amp &AMP; &lt &foo; & && &; &# &#; &#x; &#8217; &#x2019; &#X2019; &#146; &#0; &#1; &#13; &#55296; &#xffff; &#1114112; &#99999999999; &#160 &CounterClockwiseContourIntegral; &ThisIsNoNameThatAnybodyEverGaveToACharacter; AT&T Q&A'.split(
    ' ',
  )

test(`what is cleaned the quick way is what the parser makes of it (seed ${SEED})`, () => {
  const random = randomFrom(SEED)
  let quick = 0
  for (let round = 0; round < TEXTS; round++) {
    const text = mutated(random, someHtml(random, 1 + random(30)))
    if (assertSame(text)) quick++
  }
  assert.ok(quick > TEXTS / 5, `only ${quick} texts were plain enough to try anything`)
})

test('what only looks plain is left to the parser', () => {
  for (const text of [
    '<ol><li value=7/>x',
    '<p class="a" class="indent">x',
    '<p align=right"x">x',
    '<p title="a&copyb">x',
  ]) {
    assert.equal(scanClean(text, { brief: false }), null, text)
  }
})

test('no hostile text gets another clean form the quick way', () => {
  for (const { html } of HOSTILE_HTML) if (html.length < 100_000) assertSame(html)
})

for (const [name, file, least] of [
  ['the demo', new URL('../demo/data/small.jsonl.gz', import.meta.url), 1],
  ['an old site', new URL('../../test/data/efiction/site-a.sql.gz', import.meta.url), 0.5],
] as const) {
  test(`the texts of ${name} are cleaned the quick way as the parser does it`, { skip: !existsSync(file) }, () => {
    const source = gunzipSync(readFileSync(file)).toString()
    const texts = name === 'the demo' ? chaptersOf(source) : valuesOf(source)
    const quick = texts.filter((text) => assertSame(text)).length
    assert.ok(quick >= texts.length * least, `${quick} of ${texts.length}`)
  })
}

function chaptersOf(lines: string): string[] {
  const works = lines.trim().split('\n')
  return works.flatMap((line) =>
    (JSON.parse(line) as { chapters: { html: string }[] }).chapters.map(({ html }) => html),
  )
}

/** The quoted values of a dump that have a tag in them. */
function valuesOf(dump: string): string[] {
  const values = Array.from(dump.matchAll(/'((?:[^'\\]|\\.|'')*)'/gs), ([, value]) => value!)
  return values
    .filter((value) => /<[a-z]/i.test(value))
    .map((value) => value.replace(/\\r\\n|\\n/g, '\n').replace(/\\(.)|''/gs, (_, character) => character ?? "'"))
}

/** Whether the quick way knew the text. */
function assertSame(source: string): boolean {
  const text = cleanText(source)
  let known = false
  for (const extent of EXTENTS) {
    const quick = scanClean(text, extent)
    if (quick === null) continue
    known = true
    if (quick !== parseClean(text, extent)) assert.equal(quick, parseClean(text, extent), JSON.stringify(text))
  }
  return known
}

type Numbers = (limit: number) => number

function someHtml(random: Numbers, length: number): string {
  const pick = <T>(from: readonly T[]) => from[random(from.length)]!
  let html = ''
  const open: string[] = []
  // Most texts are plain throughout; one oddity is enough to send a text to the parser.
  const oddity = random(3) === 0 ? 12 : 100_000
  for (let index = 0; index < length; index++) {
    const kind = random(10)
    if (kind < 4) html += random(oddity) < 6 ? pick(WORDS) : pick(WORDS.slice(0, 12))
    else if (kind < 5) html += random(oddity) < 6 ? pick(ENTITIES) : pick(ENTITIES.slice(0, 9))
    else if (kind < 6 && open.length > 0) html += `</${random(6) === 0 ? pick([...INLINES, ...BLOCKS]) : open.pop()}>`
    else if (kind < 7)
      html += pick([
        '<br>',
        '<br />',
        '<BR/>',
        '<hr>',
        '<hr />',
        '</br>',
        '</p>',
        '<img src="images/a.gif">',
        '<o:p></o:p>',
      ])
    else {
      const name = random(oddity) < 2 ? pick(STRANGE) : pick(random(2) === 0 ? INLINES : BLOCKS)
      const attributes = random(3) === 0 ? pick(random(oddity) < 4 ? ATTRIBUTES : ATTRIBUTES.slice(0, 17)) : ''
      const more = random(8) === 0 ? pick(ATTRIBUTES.slice(0, 17)) : ''
      html += `<${random(8) === 0 ? name.toUpperCase() : name}${attributes}${more}${random(20) === 0 ? ' /' : ''}>`
      open.push(name)
    }
  }
  return html
}

/** A character more, one less, two changed over, or a part twice, in one text of three. */
function mutated(random: Numbers, html: string): string {
  if (random(3) > 0 || html === '') return html
  const at = random(html.length)
  const some = `<>/"'&;= -!apib\n#x1`
  switch (random(4)) {
    case 0:
      return html.slice(0, at) + html.slice(at + 1)
    case 1:
      return html.slice(0, at) + some[random(some.length)]! + html.slice(at)
    case 2:
      return html.slice(0, at) + (html[at + 1] ?? '') + html[at]! + html.slice(at + 2)
    default:
      return html.slice(0, at) + html.slice(random(html.length))
  }
}

/** mulberry32 */
function randomFrom(seed: number): Numbers {
  let state = seed
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}
