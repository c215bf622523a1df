// A reader stops in the middle of a long chapter and comes back to it: as a member on two devices, as a guest, and
// without scripts.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { BrowserContextOptions } from 'playwright-core'
import { newFolder, removeFolder, type Running, startFanfold } from '../program.ts'
import { aVisitor, closeBrowser, type Visitor } from './visitor.ts'

const WORK = '/works/2'
/** Long, with one before and one after it. */
const CHAPTER = '/works/2/chapters/9'
const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 } }

const dataDir = newFolder()
let archive: Running
let password: string

before(async () => {
  archive = await startFanfold(dataDir, ['--demo'])
  password = /password (\S+)$/m.exec(archive.said)![1]!
})

after(async () => {
  await closeBrowser()
  await archive.stop()
  removeFolder(dataDir)
})

async function logIn({ page, go }: Visitor): Promise<void> {
  await go('/login')
  await page.getByLabel('Pen name or e-mail address').fill('Rui')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.waitForURL((url) => url.pathname !== '/login')
}

/** Scrolls as a reader does and gives the page time to look where they are; returns the words at the top. */
async function readOn({ page }: Visitor, pixels: number, ms = 4200): Promise<string> {
  await page.mouse.move(150, 300)
  await page.mouse.wheel(0, pixels)
  await page.waitForTimeout(ms)
  return wordsAtTop(page)
}

/** The paragraph that stands at the top of the window, found apart from the program. */
function wordsAtTop(page: Visitor['page']): Promise<string> {
  return page.evaluate(`(() => {
    const all = [...document.querySelectorAll('.chapter-text :is(p, td)')].filter((p) => /\\p{L}/u.test(p.textContent))
    return all.findLast((p) => p.getBoundingClientRect().top <= 80)?.textContent.trim() ?? ''
  })()`)
}

const continueTo = ({ page }: Visitor) => page.getByRole('link', { name: /^Continue/ }).first()

test('a member comes back to the paragraph on another device', async () => {
  const [desk, phone] = [await aVisitor(archive.address), await aVisitor(archive.address, PHONE)]
  await logIn(desk)
  await logIn(phone)
  await desk.go(CHAPTER)
  const words = await readOn(desk, 9000)
  assert.ok(words.length > 20, words)
  // Leaving tells it, and the next page knows it.
  await desk.page.getByRole('link', { name: 'About this work' }).click()
  await desk.page.waitForURL(/works\/2$/)
  assert.match(await desk.page.locator('.work-buttons').innerText(), /Continue: Chapter 4/)

  await phone.go('/')
  await continueTo(phone).click()
  await phone.page.waitForURL(/#place$/)
  await phone.page.waitForTimeout(300)
  assert.equal(await wordsAtTop(phone.page), words)
  // A look around without scrolling moves nothing, on either device.
  await phone.page.waitForTimeout(1500)
  await phone.go('/')
  await desk.page.reload()
  assert.match((await continueTo(desk).getAttribute('href'))!, /chapters\/9#place$/)

  await phone.go(`${CHAPTER}#place`)
  const further = await readOn(phone, 6000)
  assert.notEqual(further, words)
  await phone.page.getByRole('link', { name: 'About this work' }).click()
  await phone.page.waitForURL(/works\/2$/)
  await desk.go(`${CHAPTER}#place`)
  await desk.page.waitForTimeout(300)
  assert.equal(await wordsAtTop(desk.page), further)
  await desk.leave()
  await phone.leave()
})

test('somebody who reads on is told of seldom, once more when they leave, and never for a page that they only open', async () => {
  const reader = await aVisitor(archive.address)
  await logIn(reader)
  const told: string[] = []
  reader.page.on('request', (request) => request.method() === 'POST' && told.push(new URL(request.url()).pathname))
  await reader.go(CHAPTER)
  await reader.page.waitForTimeout(1500)
  assert.deepEqual(told, [])
  const begun = Date.now()
  // Half a screen at a time, for as long as a telling or two may take.
  for (let screens = 0; screens < 6; screens++) await readOn(reader, 300, 2600)
  const whileReading = told.length
  const tenSeconds = Math.ceil((Date.now() - begun) / 10_000)
  assert.ok(whileReading >= 1 && whileReading <= tenSeconds, `${whileReading} times in ${tenSeconds} ten seconds`)
  await readOn(reader, 300, 2600)
  await reader.page.getByRole('link', { name: 'About this work' }).click()
  await reader.page.waitForURL(/works\/2$/)
  assert.ok(told.length <= whileReading + 2, told.join())
  assert.deepEqual([...new Set(told)], [`${WORK}/place`])
  await reader.leave()
})

test('the end of a chapter makes it read, and the next one is gone on with', async () => {
  const reader = await aVisitor(archive.address)
  await logIn(reader)
  await reader.go(CHAPTER)
  await readOn(reader, 200_000, 6000)
  await reader.go(WORK)
  assert.match(await continueTo(reader).innerText(), /Chapter 5/)
  assert.equal(await reader.page.locator('#chapters .read-sign').count(), 1)
  // On one page with all of them, each counts on its own.
  await reader.go(`${WORK}/whole`)
  await reader.page.evaluate(
    `document.querySelector('#chapter-10 .chapter-text').lastElementChild.scrollIntoView({ block: 'end' })`,
  )
  await readOn(reader, 1, 5500)
  await reader.go(WORK)
  assert.equal(await reader.page.locator('#chapters .read-sign').count(), 2)
  await reader.leave()
})

test('a link to another part of the page, or a reader who has scrolled, is left alone', async () => {
  const reader = await aVisitor(archive.address)
  await reader.go(CHAPTER)
  await readOn(reader, 5000)
  await reader.go(WORK)
  await reader.go(`${CHAPTER}#reviews`)
  await reader.page.waitForTimeout(300)
  const top = await reader.page.evaluate<number>(`document.querySelector('#reviews').getBoundingClientRect().top`)
  assert.ok(top >= -1 && top < 844, String(top))
  await reader.go(WORK)
  await reader.go(CHAPTER)
  await reader.page.waitForTimeout(300)
  assert.equal(await reader.page.evaluate('scrollY'), 0, 'without the mark in the address a chapter opens at its top')
  await reader.leave()
})

test('a guest’s place stays in their browser, comes back, and is forgotten with one button', async () => {
  const guest = await aVisitor(archive.address, PHONE)
  const sent: string[] = []
  guest.page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()))
  await guest.go(CHAPTER)
  const words = await readOn(guest, 7000)
  await guest.go(WORK)
  assert.equal(await continueTo(guest).innerText(), 'Continue: Chapter 4')
  await guest.go('/')
  const shift = await guest.page.evaluate<number>(`new Promise((done) => {
    let sum = 0
    new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (sum += value))).observe({ type: 'layout-shift', buffered: true })
    setTimeout(() => done(sum), 300)
  })`)
  assert.equal(shift, 0, 'nothing jumps when the list is there')
  await continueTo(guest).click()
  await guest.page.waitForURL(/#place$/)
  await guest.page.waitForTimeout(300)
  assert.equal(await wordsAtTop(guest.page), words)
  assert.deepEqual(sent, [])

  await guest.go('/')
  await guest.page.getByRole('button', { name: 'Forget it' }).click()
  assert.equal(await continueTo(guest).count(), 0)
  assert.equal(await guest.page.evaluate('localStorage.length'), 0)
  await guest.go(WORK)
  assert.equal(await continueTo(guest).count(), 0)
  await guest.leave()
})

test('without scripts a member goes on with the chapter, and is taken to the paragraph that another device kept', async () => {
  const plain = await aVisitor(archive.address, { javaScriptEnabled: false })
  await logIn(plain)
  await plain.go('/works/3/chapters/39')
  await plain.go('/works/3')
  await continueTo(plain).click()
  assert.equal(new URL(plain.page.url()).pathname, '/works/3/chapters/39')
  const scripted = await aVisitor(archive.address)
  await logIn(scripted)
  await scripted.go('/works/3/chapters/39')
  await readOn(scripted, 3000)
  await scripted.go('/works/3')
  await plain.go('/works/3')
  await continueTo(plain).click()
  const place = await plain.page.locator('#place').boundingBox()
  assert.ok(place && place.y > 0 && place.y < 200, JSON.stringify(place))
  await plain.leave()
  await scripted.leave()
})
