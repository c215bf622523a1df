// Somebody who types the name of a tag: offered what there is, by keyboard, by touch, and without scripts not at all.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContextOptions } from 'playwright-core'
import type { Member } from '../../src/people/viewer.ts'
import { aMember, aTag, aVocabulary, aWork } from '../cast.ts'
import { anArchive } from './an-archive.ts'
import { troubleOn } from './trouble-on.ts'
import type { Visitor } from './visitor.ts'

const LONG = 'Long tag of a very patient author '.repeat(4).trim()
let ada: Member

const archive = anArchive(async (db) => {
  ada = await aMember(db, 'Ada', 'owner')
  const tags = await aVocabulary(db, 'tags', 'facet')
  await db.updateTable('vocabulary').set({ closed: 0 }).execute()
  const ids: number[] = []
  for (const name of ['Slow Burn', 'Slow Dancing', 'Slow, then fast', LONG, '鬼滅の刃', 'حب بطيء'])
    ids.push(await aTag(db, tags, name))
  const synonym = await aTag(db, tags, 'Slooow')
  await db.updateTable('tag').set({ canonical_id: ids[0]! }).where('id', '=', synonym).execute()
  await aWork(db, { by: ada, title: 'One', tagIds: ids })
  await aWork(db, { by: ada, title: 'Two', tagIds: ids.slice(0, 1) })
})

async function anAuthor(options: BrowserContextOptions = {}): Promise<Visitor> {
  const visitor = await archive.visitAs(ada, options)
  await visitor.go('/works/new')
  return visitor
}

test('by keyboard alone names are chosen one after the other', async () => {
  const author = await anAuthor({ bypassCSP: true })
  const { page } = author
  const field = page.getByRole('combobox', { name: 'Tags' })
  await field.focus()
  await page.keyboard.type('slow')
  const option = page.locator('.suggestions [role="option"]')
  await option.first().waitFor()
  assert.deepEqual(await option.allTextContents(), ['Slow Burn', 'Slow Dancing', 'Slow, then fast'])
  assert.equal(await field.getAttribute('aria-expanded'), 'true')
  assert.deepEqual(await troubleOn(author, 'new work'), [])
  await page.keyboard.press('ArrowDown')
  const active = await field.getAttribute('aria-activedescendant')
  assert.equal(await page.locator(`#${active}`).getAttribute('aria-selected'), 'true')
  await page.keyboard.press('Enter')
  assert.equal(await field.inputValue(), 'Slow Burn, ')
  assert.equal(await field.getAttribute('aria-expanded'), 'false')
  await page.keyboard.type('slow')
  await option.first().waitFor()
  assert.deepEqual(await option.allTextContents(), ['Slow Dancing', 'Slow, then fast'])
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  assert.equal(await field.inputValue(), 'Slow Burn, "Slow, then fast", ')
  await page.keyboard.type('刃')
  await option.first().waitFor()
  await page.keyboard.press('Escape')
  assert.equal(await option.first().isVisible(), false)
  assert.equal(await field.inputValue(), 'Slow Burn, "Slow, then fast", 刃')
  await author.leave()
})

test('a name in the middle is found, chosen by touch, and its canonical name is what stands there', async () => {
  const author = await anAuthor({
    bypassCSP: true,
    viewport: { width: 390, height: 800 },
    hasTouch: true,
    colorScheme: 'dark',
  })
  const { page } = author
  const field = page.getByRole('combobox', { name: 'Tags' })
  await field.fill('Angst, sloo, Fluff')
  for (let step = 0; step < 'o, Fluff'.length; step++) await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('Delete')
  await page.keyboard.type('o')
  const option = page.locator('.suggestions [role="option"]')
  await option.first().waitFor()
  assert.deepEqual(await option.allTextContents(), ['Slooow → Slow Burn'])
  assert.deepEqual(await troubleOn(author, 'new work'), [])
  await option.first().tap()
  assert.equal(await field.inputValue(), 'Angst, Slow Burn, Fluff')
  await field.fill('nothing like it')
  await page.getByRole('status').filter({ hasText: 'No suggestions.' }).first().waitFor({ state: 'attached' })
  await author.leave()
})

test('without scripts it is a field like others', async () => {
  const author = await anAuthor({ javaScriptEnabled: false })
  assert.equal(await author.page.getByRole('combobox', { name: 'Tags' }).count(), 0)
  await author.page.getByRole('textbox', { name: 'Tags' }).fill('Slow Burn')
  await author.leave()
})
