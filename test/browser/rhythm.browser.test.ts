// A page of text keeps its beat: whatever stands between two paragraphs takes whole halves of a line, so that the lines
// after it fall where they would have fallen; in paragraphs as in a book whole lines. And who hyphenates what.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sanitizeHtml } from '../../src/text/sanitize.ts'
import { aMember, aWork } from '../cast.ts'
import { anArchive } from './an-archive.ts'
import type { Visitor } from './visitor.ts'

const LINES = 'It rained all night, and nobody in the house counted the hours until the lamp went out. '.repeat(4)
/** What may stand between two paragraphs, or in one; `#` begins the paragraph after it. */
const BETWEEN: Record<string, string> = {
  'a paragraph': `<p>${LINES}</p>`,
  verse: '<p>Tiger, tiger,<br>burning bright<br>in the forests</p><p>of the night,<br>what immortal<br>hand</p>',
  'verse in a quotation':
    '<blockquote><p>Tiger,<br>tiger,<br>burning</p><p>bright<br>in the<br>forests</p></blockquote>',
  'a table': `<table><caption>Who speaks</caption><tr><th>JACK.</th><td>${LINES}</td></tr>
    <tr><th>ALGERNON.</th><td><p>Well.</p></td></tr><tr><th>JACK.</th><td>No.</td></tr></table>`,
  'a table of two paragraphs': `<table><tr><td><p>One.</p><p>${LINES}</p></td><td>Two.</td></tr></table>`,
  'a heading': '<h3>Second part</h3>',
  'a heading of two lines': `<h4>${LINES}</h4>`,
  'a small heading': '<h5>Second part</h5>',
  'a quotation': `<blockquote><p>${LINES}</p><p>Two.</p></blockquote>`,
  'a quotation of a quotation': '<blockquote><blockquote><p>One.</p></blockquote></blockquote>',
  'a break': '<hr>',
  'a list': `<ul><li>One</li><li>${LINES}<ol><li>inner</li></ol></li></ul>`,
  'a list of notes': '<ol><li><p>Of brass.</p></li><li><p>Or of tin.</p></li></ol>',
  terms: '<dl><dt>Lamp</dt><dd>A light.</dd></dl>',
  'a letter as typed': '<pre>Dear  Jack,\n  come.\n</pre>',
  'marks of notes': `<p>A lamp<a id="r1" href="#n1"><sup>1</sup></a> and H<sub>2</sub>O. ${LINES}</p>`,
  'small words and code': `<p><small>Small</small>, <code>code</code>, <b>bold</b> and <i>slanted</i>. ${LINES}</p>`,
  'readings above Latin letters': `<p>The <ruby>暮方<rp>(</rp><rt>くれがた</rt><rp>)</rp></ruby> came. ${LINES} The <ruby>下人<rt>げにん</rt></ruby> sat. ${LINES}</p>`,
  'words in other scripts': `<p>She said <i lang="ja">羅生門</i> and <i lang="ar">السلام عليكم</i>. ${LINES}</p>`,
}
const ENGLISH = Object.values(BETWEEN).map((html) => `${html}<p># ${LINES}</p>`)
const JAPANESE = [
  '<p>ある日の<ruby>暮方<rp>（</rp><rt>くれがた</rt><rp>）</rp></ruby>の事である。</p>',
  `<p>${'一人の<ruby>下人<rp>（</rp><rt>げにん</rt><rp>）</rp></ruby>が、<em>羅生門</em>の下で雨やみを待っていた。'.repeat(6)}</p>`,
  '<p>雨は<br>羅生門を<br>つつんで</p>',
  '<table><tr><th>老婆</th><td>この<ruby>髪<rt>かみ</rt></ruby>を抜いてな</td></tr><tr><th>下人</th><td>きっと、そうか。</td></tr></table>',
].map((html) => `${html}<p># 広い門の下には、この男のほかに誰もいない。</p>`)

let english: string
let japanese: string
let arabic: string

const archive = anArchive(async (db) => {
  const by = await aMember(db, 'Ada', 'owner')
  const at = async (language: string, texts: string[]) => {
    const html = sanitizeHtml(`<p># ${language === 'ja' ? '雨。' : LINES}</p>${texts.join('\n')}`)
    const { workId, chapterIds } = await aWork(db, { by, language, chapters: [{ title: 'First', html, notes: html }] })
    return `/works/${workId}/chapters/${chapterIds[0]}`
  }
  english = await at('en', ENGLISH)
  japanese = await at('ja', JAPANESE)
  arabic = await at('ar', ['<table><tr><th>سلمى</th><td>نعم.</td></tr></table>'])
})

/** How far the first line after each thing is from the first line of all, in lines. */
const BEATS = `(() => {
  const text = document.querySelector('.chapter-text')
  // Browsers lay out in sixty-fourths of a pixel.
  const line = Math.floor(parseFloat(getComputedStyle(text).lineHeight) * 64) / 64
  const marked = [...text.querySelectorAll('p')].filter((p) => p.textContent.startsWith('#'))
  const tops = marked.map((p) => {
    const range = new Range()
    range.setStart(p.firstChild, 2)
    range.setEnd(p.firstChild, 3)
    return range.getBoundingClientRect().top
  })
  return tops.map((top) => (top - tops[0]) / line)
})()`

/** The things after which the next line stands off the grid of `step` lines by more than a pixel. */
async function offBeat({ page }: Visitor, names: readonly string[], step: number): Promise<string[]> {
  const [, ...beats] = await page.evaluate<number[]>(BEATS)
  assert.equal(beats.length, names.length)
  // Each by itself: one that is off is named, and not all after it.
  return names.flatMap((name, index) => {
    const steps = (beats[index]! - (beats[index - 1] ?? 0)) / step
    const off = Math.abs(steps - Math.round(steps)) * step
    return off > 0.015 ? [`after ${name}: ${off.toFixed(3)} of a line`] : []
  })
}

/** Not the closest lines for a face so tall: there readings above its letters have to make room for themselves. */
const LOOKS: ReadonlyArray<Record<string, string>> = [
  {},
  { size: '7', lines: '4' },
  { face: 'opendyslexic', lines: '4' },
  { face: 'atkinson', lines: '2' },
  { paragraphs: 'book' },
  { paragraphs: 'book', size: '2', lines: '5', face: 'serif' },
]

for (const width of [390, 1280])
  test(`tables, verse, headings, notes and readings leave the lines after them on the grid, ${width} pixels wide`, async () => {
    const guest = await archive.visit({ viewport: { width, height: 844 } })
    const found: string[] = []
    for (const [path, names] of [
      [english, Object.keys(BETWEEN)],
      [japanese, ['readings', 'many readings and stress', 'verse', 'a table']],
    ] as const) {
      await guest.go(path)
      await guest.page.evaluate('document.fonts.ready.then(() => true)')
      for (const look of LOOKS) {
        await guest.page.evaluate((look) => {
          const { dataset } = (globalThis as unknown as { document: { documentElement: { dataset: object } } }).document
            .documentElement
          for (const name of ['size', 'lines', 'face', 'paragraphs']) Reflect.deleteProperty(dataset, name)
          Object.assign(dataset, look)
        }, look)
        await guest.page.evaluate('document.fonts.ready.then(() => true)')
        const step = look.paragraphs === 'book' ? 1 : 0.5
        found.push(...(await offBeat(guest, names, step)).map((one) => `${JSON.stringify(look)} ${path} ${one}`))
      }
    }
    assert.deepEqual(found, [])
    await guest.leave()
  })

test('prose is hyphenated by its language; verse, titles and scripts without hyphens are not', async () => {
  const guest = await archive.visit()
  const hyphens = (of: string) =>
    guest.page.evaluate<string[]>(`[...document.querySelectorAll(${JSON.stringify(of)})].map((one) =>
      getComputedStyle(one).hyphens + ' ' + one.closest('[lang]').lang)`)
  const only = async (of: string) => [...new Set(await hyphens(of))]
  await guest.go(english)
  assert.deepEqual(await only('.chapter-text p:not(.verse), .notes .prose p'), ['auto en'])
  assert.deepEqual(await only('.chapter-text p.verse'), ['manual en'])
  assert.deepEqual(await only('h1, .chapter-head h2, .chapter-text :is(h3, h4, h5)'), ['manual en'])
  assert.deepEqual(await only('.chapter-text i[lang=ja]'), ['manual ja'])
  await guest.go(japanese)
  assert.deepEqual(await only('.chapter-text p'), ['manual ja'])
  await guest.leave()
})

test('a table begins where its text does, on the right as on the left', async () => {
  const guest = await archive.visit()
  const inset = (side: 'left' | 'right') =>
    guest.page.evaluate<number>(`(() => {
      const words = new Range()
      words.selectNodeContents(document.querySelector('.chapter-text th'))
      const text = document.querySelector('.chapter-text').getBoundingClientRect()
      return Math.round(Math.abs(words.getBoundingClientRect().${side} - text.${side}))
    })()`)
  await guest.go(english)
  assert.equal(await inset('left'), 0)
  await guest.go(arabic)
  assert.equal(await inset('right'), 0)
  await guest.leave()
})
