// Settings of texts for whoever runs no scripts, and what a member sees before any script has run.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContextOptions } from 'playwright-core'
import type { Member } from '../../src/people/viewer.ts'
import { aMember, aWork } from '../cast.ts'
import { anArchive } from './an-archive.ts'
import type { Visitor } from './visitor.ts'

let rui: Member
let chapter: string

const archive = anArchive(async (db) => {
  const by = await aMember(db, 'Ada', 'owner')
  rui = await aMember(db, 'Rui')
  const { workId, chapterIds } = await aWork(db, { by, chapters: [{ html: '<p>It rained all night.</p>' }] })
  chapter = `/works/${workId}/chapters/${chapterIds[0]}`
})

const asRui = (options?: BrowserContextOptions) => archive.visitAs(rui, options)

const DARK = 'rgb(25, 22, 19)'
const paperOf = ({ page }: Visitor) => page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
const sizeOf = ({ page }: Visitor) =>
  page.evaluate("getComputedStyle(document.querySelector('.chapter-text')).fontSize")

async function choose({ page }: Visitor): Promise<void> {
  await page.getByRole('link', { name: 'Reading settings' }).click()
  await page.waitForURL(/\/reading-settings/)
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true })
  await page.getByLabel('Size').fill('8')
  await page.getByRole('button', { name: 'Save and go back' }).click()
  await page.waitForURL(`**${chapter}`)
}

test('without scripts and without an account a plain page sets the texts, and leads back to them', async () => {
  const guest = await archive.visit({ javaScriptEnabled: false })
  await guest.go(chapter)
  await choose(guest)
  assert.deepEqual([await paperOf(guest), await sizeOf(guest)], [DARK, '30px'])
  await guest.leave()
})

test('a member’s choice stands on the page before any script has come, also on a device that never saw it', async () => {
  const plain = await asRui({ javaScriptEnabled: false })
  await plain.go(chapter)
  await choose(plain)
  await plain.leave()
  const other = await asRui()
  const scripts: Array<() => Promise<void>> = []
  await other.page.route(/\/assets\/.*\.js$/, (route) => void scripts.push(() => route.continue()))
  await other.page.goto(chapter, { waitUntil: 'commit' })
  await other.page.locator('.site-footer').waitFor()
  const seen = [await paperOf(other), await sizeOf(other)]
  assert.deepEqual(seen, [DARK, '30px'])
  assert.ok(scripts.length > 0, 'a script was held back')
  for (const goOn of scripts) await goOn()
  await other.page.waitForLoadState()
  assert.deepEqual([await paperOf(other), await sizeOf(other)], seen, 'and the script changes nothing of it')
  await other.leave()
})
