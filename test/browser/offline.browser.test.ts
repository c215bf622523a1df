// A reader without a network: the archive really stops between the pages.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { openDatabase } from '../../src/store/database.ts'
import { NOON } from '../cast.ts'
import { newFolder, removeFolder, type Running, startFanfold } from '../program.ts'
import { aVisitor, closeBrowser, type Visitor } from './visitor.ts'

const dataDir = newFolder()
let archive: Running
let password: string
let port: string
let reader: Visitor

before(async () => {
  archive = await startFanfold(dataDir, ['--demo'])
  password = /password (\S+)$/m.exec(archive.said)![1]!
  port = new URL(archive.address).port
  reader = await aVisitor(archive.address)
})

after(async () => {
  await closeBrowser()
  await archive.stop()
  removeFolder(dataDir)
})

const textOf = ({ page }: Visitor) => page.locator('main').innerText()

async function keep({ page, go }: Visitor, path: string): Promise<void> {
  await go(path)
  await page.getByRole('button', { name: 'Keep offline' }).click()
  await page.getByText('Kept on this device ·').waitFor()
}

/** Asks again and again: the page's own policy forbids Playwright to wait by a script inside it. */
async function until(page: Page, expression: string): Promise<void> {
  for (let asked = 0; !(await page.evaluate<boolean>(`Promise.resolve(${expression}).then(Boolean)`)); asked++) {
    assert.ok(asked < 120, `never true: ${expression}`)
    await setTimeout(250)
  }
}

async function logIn({ page, go }: Visitor): Promise<void> {
  await go('/login')
  await page.getByLabel('Pen name or e-mail address').fill('Olga')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
}

async function loseTheNetwork(): Promise<void> {
  await archive.stop()
}

/** While the archive is closed; as if somebody had posted it elsewhere. */
async function addChapter(): Promise<void> {
  const db = openDatabase({ url: null, dataDir })
  const times = { posted_at: NOON, created_at: NOON, updated_at: NOON }
  await db
    .insertInto('chapter')
    .values({ id: 9999, work_id: 2, position: 99, title: 'New', pseud_id: null, held_at: null, ...times })
    .execute()
  await db.insertInto('chapter_text').values({ chapter_id: 9999, html: '<p>New.</p>' }).execute()
  await db.destroy()
}

async function findTheNetwork(): Promise<void> {
  archive = await startFanfold(dataDir, ['--port', port])
}

/** Pages that come out of the browser fail no request, but Chromium logs the failed fetch behind them. */
function forgiveTheNetwork({ problems }: Visitor): void {
  for (let at = problems.length - 1; at >= 0; at--) {
    if (/ERR_CONNECTION_REFUSED|Failed to load resource/.test(problems[at]!)) problems.splice(at, 1)
  }
}

test('a work that was kept is read without a network, in the look that the reader chose', async () => {
  const { page, go } = reader
  await keep(reader, '/works/2')
  const online = await go('/works/2/chapters/6').then(() => page.locator('.chapter-text').innerHTML())
  await page.evaluate("document.documentElement.setAttribute('data-theme', 'sepia')")
  await loseTheNetwork()
  await go('/works/2/chapters/6')
  assert.equal(await page.locator('.chapter-text').innerHTML(), online)
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'sepia')
  await page.locator('a.aa').click()
  await page.locator('dialog').getByLabel('Dark', { exact: true }).check({ force: true })
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Next chapter' }).click()
  await page.waitForURL('**/works/2/chapters/7')
  assert.equal(await page.locator('html').getAttribute('data-theme'), 'dark')
  assert.ok((await page.locator('.chapter-text').innerText()).length > 100)
  await go('/works/2')
  assert.match(await textOf(reader), /Chapters/)
})

test('any other page leads to the list of what is kept', async () => {
  const { page, go } = reader
  await go('/browse')
  assert.match(await textOf(reader), /^Kept on this device\s+There is no network/)
  await page.locator('.kept-works li').waitFor()
  await until(page, "document.querySelector('.kept-works img').naturalWidth > 0")
  forgiveTheNetwork(reader)
})

test('new chapters come when the network does, and a work is let go', async () => {
  const { page, go } = reader
  await addChapter()
  await findTheNetwork()
  await go('/')
  await until(page, "caches.match('/works/2/offline/chapters/9999').then(Boolean)")
  await go('/offline')
  await page.locator('.kept-works li').waitFor()
  await page.getByRole('button', { name: /^Let .* go/ }).click()
  await page.getByText('Nothing is kept on this device yet').waitFor()
  assert.equal(await page.evaluate("caches.has('fanfold-work-2')"), false)
})

test('a member’s place is kept without a network, and told when there is one', async () => {
  const { page, go } = reader
  await logIn(reader)
  await keep(reader, '/works/8')
  const chapter = await page.evaluate<string>(
    "fetch('/works/8/offline').then((r) => r.json()).then((list) => list.pages[1].path.replace('/offline', ''))",
  )
  await loseTheNetwork()
  await go(chapter)
  await page.mouse.wheel(0, 900)
  await until(page, "localStorage.getItem('fanfold.untold-places')")
  await go('/works/8')
  const continued = await page.getByRole('link', { name: /^Continue/ }).getAttribute('href')
  assert.match(continued!, /chapters\/\d+/)
  await findTheNetwork()
  await go('/')
  await until(page, "localStorage.getItem('fanfold.untold-places') === '{}'")
  await go('/works/8')
  const link = page.getByRole('link', { name: /^Continue/ }).first()
  assert.equal(await link.getAttribute('href'), continued)
  forgiveTheNetwork(reader)
})

test('a work for members is forgotten at log-out, one for everybody stays', async () => {
  const { page, go } = reader
  await keep(reader, '/works/2')
  const members = await findWorkForMembers(reader)
  await keep(reader, members)
  await go('/')
  await page.locator('summary', { hasText: 'Olga' }).click()
  await page.getByRole('button', { name: 'Log out' }).click()
  await go('/offline')
  await page.locator('.kept-works a[href="/works/2"]').waitFor()
  assert.equal(await page.locator(`.kept-works a[href="${members}"]`).count(), 0)
  assert.equal(await page.evaluate("localStorage.getItem('fanfold.kept-places')"), null)
  await reader.leave()
})

/** The demo has works that ask for more than a guest has said. */
async function findWorkForMembers({ page, go }: Visitor): Promise<string> {
  for (let work = 1; work <= 30; work++) {
    if ((await go(`/works/${work}`)) !== 200) continue
    const list = await page.evaluate<{ isPrivate: boolean }>(`fetch('/works/${work}/offline').then((r) => r.json())`)
    if (list.isPrivate) return `/works/${work}`
  }
  throw new Error('The demo has no work behind a gate.')
}
