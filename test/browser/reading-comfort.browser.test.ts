// A reader at a chapter: settings that change at once, notes beside their marks, keys that turn pages.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContextOptions } from 'playwright-core'
import type { Member } from '../../src/people/viewer.ts'
import { sanitizeHtml } from '../../src/text/sanitize.ts'
import { aMember, aWork } from '../cast.ts'
import { anArchive } from './an-archive.ts'
import { troubleOn } from './trouble-on.ts'
import type { Visitor } from './visitor.ts'

let rui: Member
let pages: {
  first: string
  second: string
  last: string
  whole: string
  arabic: string
  arabicNext: string
  mixed: string
  quoting: string
}

const RAIN = '<p>It rained all night, and nobody counted the hours.</p>'.repeat(15)
const NOTED = sanitizeHtml(
  `<p>The lamp<a href="#note-1" id="noteref-1">[1]</a> burned, <a href="#later">later</a> low.</p>
  ${RAIN}<p id="middle">It was <a href="#before" id="here"><sup>2</sup></a> midnight.</p>${RAIN}<p id="later">Later.</p>
  <p><a name="before"></a>2. Or before. <a href="#here">back</a></p>
  <hr><ol><li id="note-1" value="1">Of brass. <a href="#noteref-1">↩</a></li></ol>`,
)

const archive = anArchive(async (db) => {
  const ada = await aMember(db, 'Ada', 'owner')
  rui = await aMember(db, 'Rui')
  const tale = await aWork(db, { by: ada, chapters: [{ html: NOTED }, { title: 'Second', html: NOTED }, {}] })
  const arabic = await aWork(db, { by: ada, language: 'ar', chapters: [{ html: '<p>نص</p>' }, { html: '<p>نص</p>' }] })
  const at = (work: typeof tale, index: number) => `/works/${work.workId}/chapters/${work.chapterIds[index]}`
  const passages = ['ar', 'ja', 'zh', 'ko'].map((lang) => `<p lang="${lang}">x <em>y</em></p>`)
  const mixed = await aWork(db, {
    by: ada,
    chapters: [{ html: sanitizeHtml(`<p>x <em>y</em></p>${passages.join('')}`) }],
  })
  const quotations = ['ar', 'he', 'dv', 'fr'].map((lang) => `<blockquote lang="${lang}"><p>z</p></blockquote>`)
  const html = sanitizeHtml(`${quotations.join('')}<blockquote lang="ar" dir="ltr"><p>z</p></blockquote>`)
  const quoting = await aWork(db, { by: ada, chapters: [{ html }] })
  pages = {
    first: at(tale, 0),
    second: at(tale, 1),
    last: at(tale, 2),
    whole: `/works/${tale.workId}/whole`,
    arabic: at(arabic, 0),
    arabicNext: at(arabic, 1),
    mixed: at(mixed, 0),
    quoting: at(quoting, 0),
  }
})

const aMemberAtABrowser = () => archive.visitAs(rui)

const PAPER = 'getComputedStyle(document.documentElement).backgroundColor'
const TEXT = (property: string) => `getComputedStyle(document.querySelector('.chapter-text')).${property}`
const pathOf = ({ page }: Visitor) => new URL(page.url()).pathname
const dialogOf = ({ page }: Visitor) => page.getByRole('dialog')

async function openSettings(visitor: Visitor) {
  await visitor.page.getByRole('link', { name: 'Reading settings' }).click()
  const dialog = dialogOf(visitor)
  await dialog.getByText('Theme').waitFor()
  return dialog
}

test('a setting changes the text at once, and the next page comes so from the server', async () => {
  const guest = await archive.visit()
  const { page } = guest
  const fonts: string[] = []
  page.on('request', (request) => void (/atkinson/.test(request.url()) && fonts.push(request.url())))
  await guest.go(pages.first)
  await page.evaluate('window.sameDocument = true')
  const dialog = await openSettings(guest)
  assert.deepEqual(fonts, [])
  await dialog.getByRole('radio', { name: 'Dark' }).check()
  await dialog.getByLabel('Typeface').selectOption('atkinson')
  await dialog.getByLabel('Size').fill('8')
  await dialog.getByRole('radio', { name: 'Indent' }).check()
  assert.equal(await page.evaluate(PAPER), 'rgb(25, 22, 19)')
  assert.equal(await page.evaluate(TEXT('fontSize')), '30px')
  assert.match(await page.evaluate(TEXT('fontFamily')), /^"Atkinson/)
  await page.waitForFunction('document.fonts.check(\'1em "Atkinson Hyperlegible Next Variable"\')')
  assert.ok(fonts.length > 0)
  await page.evaluate("document.getElementById('t-middle').scrollIntoView()")
  await dialog.getByLabel('Size').fill('3')
  await dialog.getByLabel('Width').fill('1')
  const moved = await page.evaluate<number>("document.getElementById('t-middle').getBoundingClientRect().top")
  assert.ok(Math.abs(moved) < 3, `the paragraph moved by ${moved} pixels`)
  await page.keyboard.press('Escape')
  assert.equal(await dialog.count(), 0)
  assert.equal(await page.evaluate('document.activeElement.className'), 'aa')
  assert.equal(await page.evaluate('window.sameDocument'), true)

  const answer = await page.goto(pages.second)
  const sent = await answer!.text()
  assert.match(
    sent,
    /<html lang="en" data-theme="dark" data-face="atkinson" data-size="3" data-width="1" data-paragraphs="book">/,
  )
  assert.match(sent, /<meta name="color-scheme" content="dark">/)
  await (await openSettings(guest)).getByRole('button', { name: 'As the archive sets it' }).click()
  assert.equal(await page.evaluate(TEXT('fontSize')), '19px')
  assert.equal(await dialog.getByLabel('Size').inputValue(), '4')
  await page.reload()
  assert.equal(await page.evaluate(PAPER), 'rgb(251, 247, 240)')
  await guest.leave()
})

test('a member’s setting is there on the next device, and not where that is to differ', async () => {
  const desk = await aMemberAtABrowser()
  await desk.go(pages.first)
  const saved = desk.page.waitForResponse((response) => response.request().method() === 'POST')
  await (await openSettings(desk)).getByRole('radio', { name: 'Sepia' }).check()
  await saved
  const phone = await aMemberAtABrowser()
  await phone.go(pages.first)
  assert.equal(await phone.page.evaluate(PAPER), 'rgb(241, 229, 205)')
  const dialog = await openSettings(phone)
  await dialog.getByLabel('Only on this device').check()
  await dialog.getByRole('radio', { name: 'Dark' }).check()
  await phone.page.reload()
  assert.equal(await phone.page.evaluate(PAPER), 'rgb(25, 22, 19)')
  await desk.page.reload()
  assert.equal(await desk.page.evaluate(PAPER), 'rgb(241, 229, 205)')
  await desk.leave()
  await phone.leave()
})

test('a note opens beside its mark and goes away with Escape', async () => {
  const guest = await archive.visit()
  const { page } = guest
  for (const [path, index] of [
    [pages.first, 0],
    [pages.whole, 1],
  ] as const) {
    await guest.go(path)
    const mark = page.getByRole('link', { name: '[1]' }).nth(index)
    await mark.focus()
    await page.keyboard.press('Enter')
    const note = page.getByRole('dialog', { name: 'Note 1' })
    assert.equal((await note.innerText()).replace(/\s+/g, ' '), 'Of brass. Close')
    assert.equal(await mark.getAttribute('aria-expanded'), 'true')
    const [markAt, noteAt] = [(await mark.boundingBox())!, (await note.boundingBox())!]
    const gap = Math.min(Math.abs(noteAt.y - markAt.y - markAt.height), Math.abs(noteAt.y + noteAt.height - markAt.y))
    assert.ok(gap < 30, `${gap} pixels from its mark`)
    assert.deepEqual(await page.evaluate(REPEATED_IDS), [])
    await page.keyboard.press('Escape')
    assert.equal(await note.count(), 0)
    assert.equal(await page.evaluate('document.activeElement.textContent'), '[1]')
    assert.equal(new URL(page.url()).hash, '')
  }
  const short = page.getByRole('link', { name: '2', exact: true }).first()
  await short.click()
  await short.click()
  assert.equal(await page.getByRole('dialog').count(), 0)
  await page.waitForTimeout(600)
  await short.click()
  assert.match(await page.getByRole('dialog', { name: 'Note 2' }).innerText(), /^2. Or before.\s+Close$/)
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('link', { name: 'later' }).first().click()
  assert.match(new URL(page.url()).hash, /^#c\d+-t-later$/)
  await guest.leave()
})

const REPEATED_IDS = `[...document.querySelectorAll('[id]')].map(({ id }) => id).filter((id, at, all) => all.indexOf(id) !== at)`

test('keys turn pages, but not while somebody writes or has switched them off', async () => {
  const visitor = await aMemberAtABrowser()
  const { page } = visitor
  const press = async (key: string, path: string) => {
    await page.keyboard.press(key)
    await page.waitForURL(`**${path}`)
  }
  await visitor.go(pages.first)
  await press('ArrowRight', pages.second)
  await press('n', pages.last)
  await press('p', pages.second)
  await press('w', pages.whole.replace('/whole', ''))
  await visitor.go(pages.last)
  await press('ArrowLeft', pages.second)
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('c')
  assert.equal(await page.evaluate('document.activeElement.textContent'), 'Second')
  await page.keyboard.press('?')
  const listed = page.getByRole('dialog', { name: 'Keys' })
  await listed.waitFor()
  assert.deepEqual((await listed.locator('kbd').allInnerTexts()).toSorted(), [
    '?',
    'c',
    'n',
    'p',
    'r',
    's',
    'w',
    '←',
    '→',
  ])
  await page.keyboard.press('n')
  await page.keyboard.press('Escape')
  await page.keyboard.press('r')
  assert.equal(await page.evaluate('document.activeElement.id'), 'reviews')
  await page.keyboard.press('Control+ArrowRight')
  await page.getByLabel('Your review').pressSequentially('no n')
  await page.keyboard.press('ArrowLeft')
  assert.equal(pathOf(visitor), pages.second)
  await visitor.go(pages.arabic)
  await press('ArrowLeft', pages.arabicNext)
  await press('ArrowRight', pages.arabic)
  await page.keyboard.press('s')
  await dialogOf(visitor).getByRole('group', { name: 'Keys' }).getByRole('radio', { name: 'Off' }).check()
  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.waitForTimeout(200)
  assert.equal(pathOf(visitor), pages.arabic)
  await visitor.leave()
})

test('passages of other languages run their own way and are stressed in their own way', async () => {
  const guest = await archive.visit()
  await guest.go(pages.mixed)
  const looks = await guest.page.evaluate<Record<string, string[]>>(LOOKS)
  assert.deepEqual(looks, {
    en: ['ltr', 'italic', 'none', '31px'],
    ar: ['rtl', 'normal', 'none', '37px'],
    ja: ['ltr', 'normal', 'filled sesame', '37px'],
    zh: ['ltr', 'normal', 'filled dot', '37px'],
    ko: ['ltr', 'normal', 'none', '34px'],
  })
  await guest.leave()
})

test('a quotation runs the way of its language unless its author says otherwise, on the page and in a book', async () => {
  const guest = await archive.visit()
  await guest.go(pages.quoting)
  const ways = ({ page }: Visitor) =>
    page.evaluate(`[...document.querySelectorAll('blockquote p')].map((p) => getComputedStyle(p).direction)`)
  assert.deepEqual(await ways(guest), ['rtl', 'rtl', 'rtl', 'ltr', 'ltr'])
  const book = await guest.page.request.get(pages.quoting.replace(/chapters.*/, 'book.html'))
  const reader = await archive.visit()
  await reader.page.setContent(await book.text())
  assert.deepEqual(await ways(reader), ['rtl', 'rtl', 'rtl', 'ltr', 'ltr'])
  for (const one of [guest, reader]) await one.leave()
})

/** Of each paragraph and the stress in it: direction, slant, marks, height of a line in whole pixels. */
const LOOKS = `Object.fromEntries([...document.querySelectorAll('.chapter-text p')].map((p) => {
  const [block, stress] = [getComputedStyle(p), getComputedStyle(p.querySelector('em'))]
  const marks = stress.textEmphasisStyle.replace(/^(dot|sesame)$/, 'filled $1')
  return [p.lang || 'en', [block.direction, stress.fontStyle, marks, Math.round(parseFloat(block.lineHeight)) + 'px']]
}))`

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [390, 1280])
    test(`settings, keys and notes are accessible to everybody, ${colorScheme}, ${width} pixels wide`, async () => {
      const look: BrowserContextOptions = { colorScheme, viewport: { width, height: 844 }, bypassCSP: true }
      const guest = await archive.visit(look)
      const { page } = guest
      await guest.go('/reading-settings')
      const found = await troubleOn(guest, 'the page')
      await guest.go(pages.first)
      await openSettings(guest)
      found.push(...(await troubleOn(guest, 'the settings over a text')))
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keys' }).waitFor()
      found.push(...(await troubleOn(guest, 'the keys')))
      await page.keyboard.press('Escape')
      await page.getByRole('link', { name: '[1]' }).click()
      found.push(...(await troubleOn(guest, 'a note')))
      assert.deepEqual(found, [])
      await guest.leave()
    })
