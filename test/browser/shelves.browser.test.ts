// A member and their shelves: put and taken without leaving the page, many at once, and all of it without scripts.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContextOptions } from 'playwright-core'
import type { Member } from '../../src/people/viewer.ts'
import { makeShelf } from '../../src/reading/keep-shelf.ts'
import { putOnShelf } from '../../src/reading/put-on-shelf.ts'
import { aMember, aTag, aVocabulary, aWork } from '../cast.ts'
import { anArchive } from './an-archive.ts'
import { troubleOn } from './trouble-on.ts'
import type { Visitor } from './visitor.ts'

const LONG = 'A title that goes on and on until nobody remembers how it began, and further still, '.repeat(2)
let rui: Member

const archive = anArchive(async (db) => {
  const ada = await aMember(db, 'Ada', 'owner')
  rui = await aMember(db, 'Rui')
  const fandoms = await aVocabulary(db, 'fandoms', 'fandom')
  const tagIds = [await aTag(db, fandoms, 'Holmes')]
  const works: number[] = []
  for (const [title, language] of [
    ['The Lamp', 'en'],
    [LONG, 'en'],
    ['الأجنحة المتكسرة', 'ar'],
    ['羅生門', 'ja'],
  ] as const)
    works.push((await aWork(db, { by: ada, title, language, tagIds, chapters: [{}, {}] })).workId)
  const shelf = await makeShelf(db, rui, { name: LONG.slice(0, 100), isPublic: true }, 1)
  for (const [index, workId] of works.entries()) await putOnShelf(db, rui, { workId, shelf }, index)
})

const aReader = (options?: BrowserContextOptions) => archive.visitAs(rui, options)

const control = ({ page }: Visitor, title: string) =>
  page.locator('.blurb', { hasText: title }).locator('.shelf-control')

test('a work is put on a shelf and taken off without leaving the page', async () => {
  const reader = await aReader({ viewport: { width: 390, height: 844 } })
  const { page } = reader
  await reader.go('/works')
  const lamp = control(reader, 'The Lamp')
  await lamp.locator('summary').click()
  await page.evaluate('document.body.dataset.stays = "yes"')
  await lamp.getByRole('button', { name: 'Reading' }).click()
  await lamp.locator('button[aria-pressed="true"][value="reading"]').waitFor()
  assert.match(await lamp.locator('summary').innerText(), /On your shelves: Reading/)
  assert.equal(await page.evaluate('document.activeElement.value'), 'reading')
  const place = await page.evaluate('scrollY')
  await lamp.getByRole('button', { name: 'Finished' }).click()
  await lamp.locator('button[aria-pressed="true"][value="finished"]').waitFor()
  assert.equal(await lamp.locator('button[aria-pressed="true"]').count(), 2, 'Finished, and the shelf of their own')
  await lamp.getByRole('button', { name: 'Finished' }).click()
  await lamp.locator('button[aria-pressed="false"][value="finished"]').waitFor()
  assert.deepEqual(await page.evaluate('[scrollY, document.body.dataset.stays]'), [place, 'yes'])
  await reader.leave()
})

test('without scripts the same buttons come back to the same page and place', async () => {
  const reader = await aReader({ javaScriptEnabled: false, viewport: { width: 390, height: 500 } })
  const { page } = reader
  await reader.go('/works?page=1')
  const rashomon = control(reader, '羅生門')
  await rashomon.locator('summary').click()
  await rashomon.getByRole('button', { name: 'Later' }).click()
  assert.match(page.url(), /\/works\?page=1#shelves-4$/)
  assert.match(await rashomon.locator('summary').innerText(), /On your shelves: Later/)
  await rashomon.locator('summary').waitFor({ state: 'visible' })
  await reader.go('/account/shelves/later')
  await page.getByLabel('Tick 羅生門').check()
  await page.getByLabel('To the shelf').selectOption('dropped')
  await page.getByRole('button', { name: 'Move' }).click()
  assert.match(await page.locator('main').innerText(), /Done with one work/)
  await reader.go('/account/shelves/dropped')
  await page.getByRole('button', { name: 'Take off: 羅生門' }).click()
  assert.match(await page.locator('main').innerText(), /Nothing stands here yet/)
  await reader.leave()
})

for (const colorScheme of ['light', 'dark'] as const)
  for (const width of [390, 1280])
    test(`the pages of shelves are accessible to everybody, ${colorScheme}, ${width} pixels wide`, async () => {
      await putOnShelf(archive.db, rui, { workId: 1, shelf: 'later' }, Date.now())
      const { slug } = await archive.db
        .selectFrom('shelf')
        .where('kind', '=', 'own')
        .select('slug')
        .executeTakeFirstOrThrow()
      const reader = await aReader({ colorScheme, viewport: { width, height: 844 }, bypassCSP: true })
      const found: string[] = []
      for (const path of [
        '/works',
        '/works/1/shelves',
        '/account/shelves',
        `/account/shelves/${slug}`,
        `/account/shelves/${slug}/edit`,
        `/account/shelves/${slug}/delete`,
        `/account/shelves/${slug}?tags=1&status=in_progress&find=a`,
        `/account/shelves/${slug}?as=covers`,
        '/account/shelves/reading',
        `/authors/rui/shelves/${slug}`,
      ]) {
        await reader.go(path)
        await openAll(reader)
        found.push(...(await troubleOn(reader, path)))
      }
      await reader.leave()
      assert.deepEqual(found, [])
    })

const openAll = ({ page }: Visitor) =>
  page.evaluate("document.querySelectorAll('main details').forEach((each) => (each.open = true))")
