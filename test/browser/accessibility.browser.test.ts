// The checker of Deque's axe on the main pages of the demo archive: light and dark, on a phone and on a desk.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { newFolder, removeFolder, type Running, startFanfold } from '../program.ts'
import { troubleOn } from './trouble-on.ts'
import { aVisitor, closeBrowser, type Visitor } from './visitor.ts'

const GUEST_PAGES = [
  '/',
  '/works',
  '/works/2',
  '/works/2/chapters/6',
  '/works/2/reviews',
  '/works/1',
  '/browse',
  '/browse/fandoms',
  '/authors/ada',
  '/series/1',
  '/series/1/books',
  '/works/2/pdf',
  '/offline',
  '/login',
  '/register',
  '/news',
  '/nowhere',
]
/** Shelves are looked at in shelves.browser.test.ts. */
const OWNER_PAGES = [
  '/works/2',
  '/works/2/chapters/6',
  '/works/new',
  '/account',
  '/account/history',
  '/account/history/forget',
  '/account/app-passwords',
  '/account/following',
  '/moderation/queue',
  '/moderation/settings',
]

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

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [390, 1280]) {
    test(`pages are accessible to everybody, ${colorScheme}, ${width} pixels wide`, async () => {
      const viewport = { width, height: 844 }
      const visitor = await aVisitor(archive.address, { colorScheme, viewport, bypassCSP: true })
      const found = await check(visitor, GUEST_PAGES)
      await logIn(visitor)
      assert.deepEqual([...found, ...(await check(visitor, OWNER_PAGES))], [])
      await visitor.leave()
    })
  }
}

async function logIn({ page, go }: Visitor): Promise<void> {
  await go('/login')
  await page.getByLabel('Pen name or e-mail address').fill('Olga')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Log in' }).click()
}

async function check(visitor: Visitor, paths: readonly string[]): Promise<string[]> {
  const { page, go } = visitor
  const found: string[] = []
  for (const path of paths) {
    await go(path)
    await page.evaluate("document.querySelectorAll('main details').forEach((each) => (each.open = true))")
    found.push(...(await troubleOn(visitor, path)))
  }
  return found
}
