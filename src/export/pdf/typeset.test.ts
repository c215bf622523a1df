import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aBook, type BookDetails } from '../../../test/a-book.ts'
import { LONG_CHAPTER } from '../../../test/books/long-chapter.ts'
import { HOSTILE_HTML } from '../../../test/data/hostile-html.ts'
import { pdfFacts, pdfText, WITHOUT_POPPLER } from '../../../test/pdf-text.ts'
import { sanitizeHtml } from '../../text/sanitize.ts'
import { hasTypst, loadTypst } from './load-typst.ts'
import { MissingSigns } from './missing-signs.ts'
import { type PdfOptions, USUAL } from './pdf-options.ts'
import { typeset } from './typeset.ts'

const skip = hasTypst() ? WITHOUT_POPPLER : 'Typst is not installed'

interface More {
  options?: Partial<PdfOptions>
  pictures?: ReadonlyMap<string, Buffer>
}

function pdfOf(details: BookDetails, { options, pictures = new Map() }: More = {}): Buffer {
  const remark = 'No typeface has {signs}.'
  const manuscript = { ...aBook(details), pictures, options: { ...USUAL, ...options }, fontFolders: [], remark }
  return typeset(manuscript, loadTypst())
}

const wordsIn = (pdf: Buffer) => pdfText(pdf).replace(/\s+/g, ' ')

test('a book says what it is, to readers and to programs', { skip }, () => {
  const pdf = pdfOf({
    title: 'The House on the Hill',
    language: 'en-GB',
    subjects: ['Sherlock Holmes', 'Angst'],
    summary: '<p>They <em>went</em> in.</p>',
    facts: [
      { label: 'Rating', values: ['Teen'], isSpoiler: false },
      { label: 'Warnings', values: ['Death'], isSpoiler: true },
    ],
    endNotes: '<p>Thank you.</p>',
    chapters: [{ title: 'The Door', notes: '<p>Mind the step.</p>' }, { title: 'The Stairs' }],
  })
  const facts = pdfFacts(pdf)
  assert.equal(facts.Title, 'The House on the Hill')
  assert.equal(facts.Author, 'Ada')
  assert.equal(facts.Keywords, 'Sherlock Holmes, Angst')
  assert.equal(facts.Tagged, 'yes')
  assert.equal(facts.Pages, '6')
  const pages = pdfText(pdf)
    .split('\f')
    .map((page) => page.replace(/\s+/g, ' '))
  assert.match(pages[0]!, /The House on the Hill by Ada The Archive/)
  assert.match(pages[1]!, /Rating: Teen.*They went in\..*From The Archive/i)
  assert.doesNotMatch(pages[1]!, /Death/)
  assert.match(pages[2]!, /Contents The Door[ .\u2060]+4 The Stairs[ .\u2060]+5 Afterword[ .\u2060]+6/)
  assert.match(pages[3]!, /The Door.*Mind the step\..*It was a dark night\./)
  assert.match(pages[5]!, /Thank you\..*Death/)
})

test('nothing that people write is code', { skip }, () => {
  const code =
    '#eval("1+1") #read("/etc/passwd") $x^2$ @ref <label> *a* _b_ `c` // d /* e */ \\ "); panic("f" ~ --- = g'
  const pdf = pdfOf({
    title: code,
    byline: code,
    publisher: code,
    creators: [{ name: code, source: null }],
    subjects: [code],
    summary: `<p>${code}</p>`,
    notes: `<p>${code}</p>`,
    facts: [{ label: code, values: [code], isSpoiler: false }],
    chapters: [
      {
        title: code,
        notes: code,
        html: `<h3>${code}</h3><p>${code} <code>${code}</code></p><pre>${code}</pre><ul><li>${code}</li></ul>`,
      },
      {
        title: '#panic()',
        html: `<p lang="en" id='x")'><a href='https://example.com/")#panic()'>${code}</a></p><img src='/uploads/")' alt='")#panic()'>`,
      },
    ],
  })
  const words = wordsIn(pdf)
  for (const piece of [
    '#eval("1+1")',
    '#read("/etc/passwd")',
    '$x^2$',
    '*a* _b_ `c` // d /* e */ \\ "); panic("f" ~ --- = g',
  ])
    assert.ok(words.includes(piece), piece)
})

test('texts that attack a page do no harm on paper', { skip }, () => {
  const texts = HOSTILE_HTML.filter(({ html }) => html.length < 3000)
  const html = texts.map(({ html }) => sanitizeHtml(html)).join('<hr>')
  const words = wordsIn(pdfOf({ chapters: [{ html }] }, { options: { layout: 'print-large', size: 'small' } }))
  // A page may end in between, so each word is looked for alone.
  const lost = texts
    .flatMap((text) => text.words.flatMap((each) => each.split(/\s+/)))
    .filter((each) => !words.includes(each))
  assert.deepEqual(lost, [])
})

test('every element has its form', { skip }, () => {
  const html = `<h3>Heading</h3><p>Plain <em>em</em> <strong>strong</strong> H<sub>2</sub>O x<sup>2</sup> <code>code</code></p>
    <hr><blockquote><p>Quoted.</p></blockquote><ol start="-1" type="A"><li>minus</li><li value="27">letters<ul><li>deep</li></ul></li></ol>
    <ol type="i" start="9"><li>roman</li></ol><dl><dt>Term</dt><dd>Meaning</dd></dl>
    <table><caption>Cast</caption><thead><tr><th>Who</th><th colspan="3">What</th></tr></thead><tr><td rowspan="9">Ada</td><td>writes</td></tr><tr><td>reads</td><td>more</td></tr></table>
    <pre>one\n  two</pre><p>Verse one<br>&emsp;Verse two<br>Verse three</p><p>A<a href="#n" id="r">1</a>.</p>
    <p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字</ruby></p><ol><li id="n">The note. <a href="#r">↩</a></li></ol>`
  const words = wordsIn(pdfOf({ language: 'en', chapters: [{ html: html.replace(/<p><ruby>.*<\/p>/, '') }] }))
  for (const piece of [
    'Heading',
    'H2O',
    'code',
    'Quoted.',
    '−1. minus',
    'AA. letters',
    'ix. roman',
    'Term',
    'Meaning',
    'Cast',
    'Verse two',
  ])
    assert.ok(words.includes(piece), `${piece} in ${words}`)
  assert.match(words, /1\s?The note\./)
})

test('right-to-left texts run that way, alone and mixed', { skip }, () => {
  const hebrew = wordsIn(
    pdfOf({ title: 'סיפור', language: 'he', chapters: [{ html: '<p>שלום עולם and English 123.</p>' }] }),
  )
  assert.ok(/שלום/.test(hebrew) && hebrew.includes('English'), hebrew)
  const arabic = wordsIn(
    pdfOf({ title: 'قصة', language: 'ar', chapters: [{ html: '<p>مرحبا <span dir="ltr">Hello</span></p>' }] }),
  )
  assert.ok(arabic.includes('Hello'), arabic)
})

test(
  'a text without a typeface is refused by the name of its script; a single sign, and emoji, are told of',
  { skip },
  () => {
    // Signs of nobody, which no typeface on any machine has.
    assert.throws(
      () => pdfOf({ chapters: [{ html: `<p>${'\u{10fff1}\u{10fff2}'.repeat(99)}</p>` }] }),
      (error: unknown) => error instanceof MissingSigns && error.scripts.join() === 'symbols',
    )
    const counts = new Map([...'ある日の暮方'].map((sign) => [sign.codePointAt(0)!, 1]))
    assert.throws(() => MissingSigns.refuseTooMany([...counts.keys()], counts), /Hiragana, Han/)
    const emoji = new Map([...'🧶👩🏽‍❤️‍💋‍👩🏳️‍🌈🇬🇧'].map((sign) => [sign.codePointAt(0)!, 255]))
    MissingSigns.refuseTooMany([...emoji.keys()], emoji)
    const words = wordsIn(pdfOf({ chapters: [{ html: `<p>${'Words and words. '.repeat(90)} \u{10fff1}!</p>` }] }))
    assert.ok(words.includes('No typeface has U+10FFF1.') && words.includes('▯!'), words.slice(0, 900))
  },
)

test('pictures that cannot be read leave their words', { skip }, () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const html =
    '<p><img src="/uploads/good.png" alt="Good"></p><p><img src="/uploads/bad.png" alt="Bad"></p><p><img src="/uploads/none.png" alt="None"></p>'
  const pictures = new Map([
    ['/uploads/good.png', png],
    ['/uploads/bad.png', png.subarray(0, 30)],
    ['/uploads/not.png', Buffer.from('<svg/>')],
  ])
  const pdf = pdfOf({ chapters: [{ html }] }, { pictures })
  const words = wordsIn(pdf)
  assert.ok(words.includes('[Bad]') && words.includes('[None]') && !words.includes('[Good]'), words)
})

test('odd books are books', { skip }, () => {
  const deep = '<blockquote>'.repeat(99) + '<ul><li>'.repeat(60) + 'deep' + '<table><tr><td>'.repeat(40) + 'cell'
  const cases: BookDetails[] = [
    { title: '', creators: [], byline: '', chapters: [] },
    { title: '😀'.repeat(255), language: 'und', chapters: [{ title: '😀'.repeat(255) }] },
    { chapters: [{ html: '' }, { html: '<p>&nbsp;</p><hr>' }, { html: deep }] },
    { language: 'zz-ZZ-x-odd', chapters: [{ html: `<p>${'unbroken'.repeat(5000)}</p>` }] },
    {
      chapters: [
        { html: `<p lang="qqq" dir="auto">Auto</p><h6>Six</h6><h3>Three</h3><p><a href="#gone">gone</a></p>` },
      ],
    },
  ]
  for (const details of cases) assert.equal(pdfOf(details).toString('latin1', 0, 5), '%PDF-')
})

test('a chapter of 600 KB is whole in print', { skip }, () => {
  const words = wordsIn(pdfOf({ chapters: [{ html: LONG_CHAPTER }] }))
  assert.match(words, /Firstword\..*Lastword\./)
  assert.equal(words.split('A sentence in the middle').length, 12_001)
})

test('several works are parts of one book, each with its own title page and notes', { skip }, () => {
  const html = '<p>A<a href="#n" id="r">1</a>.</p><p id="n">1. The note. <a href="#r">↩</a></p>'
  const [one, two] = [aBook({ title: 'One', chapters: [{ title: 'Alpha', html }] }), aBook({ title: 'Two' })]
  const other = { ...two.book.parts[0]!, chapters: two.book.parts[0]!.chapters.map((each) => ({ ...each, id: 7 })) }
  const book = { ...one.book, title: 'Both', parts: [...one.book.parts, other] }
  const texts = [...one.texts, { ...two.texts[0]!, chapterId: 7 }]
  const pdf = typeset({ book, texts, pictures: new Map(), options: USUAL, fontFolders: [], remark: '' }, loadTypst())
  const words = wordsIn(pdf)
  assert.match(words, /Both.*Contents.*One[ .\u2060]+3 Alpha[ .\u2060]+4 Two[ .\u2060]+5 Chapter 1[ .\u2060]+6/)
  assert.match(words, /1\s?The note\..*It was a dark night\./)
})

test('each layout, face and size is a PDF of its own', { skip }, () => {
  const size = (options: Partial<PdfOptions>) => pdfFacts(pdfOf({}, { options }))['Page size']
  assert.match(size({ layout: 'print' })!, /^419\.5\d* x 595\.2\d* pts/)
  assert.match(size({ layout: 'print-large' })!, /A4/)
  assert.equal(size({ layout: 'tablet', face: 'opendyslexic', size: 'huge' }), '432 x 576 pts')
  assert.match(size({ face: 'atkinson' })!, /419/)
  assert.match(size({ face: 'source-sans', size: 'small' })!, /419/)
})
